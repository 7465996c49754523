package io.meshfed.yaml;

import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Where something stands in the file.
 *
 * @param path the keys that lead to it; empty for the file itself
 * @param line from 1
 * @param column from 1
 */
public record Place(String path, int line, int column) {

    public static final Place START = new Place("", 1, 1);

    public Place at(Node node) {
        return node.getStartMark()
                .map(mark -> new Place(path, mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(this);
    }

    public Place key(String key) {
        return new Place(path.isEmpty() ? key : path + "." + key, line, column);
    }

    public Place index(int index) {
        return new Place("%s[%d]".formatted(path, index), line, column);
    }
}
