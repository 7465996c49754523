package io.meshfed.contexts;

import io.meshfed.report.FederationException;
import io.meshfed.yaml.YamlTree;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What a file calls itself, for commands that take more than one kind. */
public enum FileKind {
    FEDERATION,
    PROMOTION;

    /**
     * A promotion, when the file says so; else a federation, whose reader says what is wrong.
     *
     * @throws FederationException of class INPUT when it cannot be read at all
     */
    public static FileKind of(Path file) {
        Optional<Node> root = YamlTree.of(FederationReader.text(file), (place, problem) -> {});
        return root.filter(FileKind::isPromotion).isPresent() ? PROMOTION : FEDERATION;
    }

    private static boolean isPromotion(Node root) {
        return root instanceof MappingNode map
                && map.getValue().stream().anyMatch(FileKind::saysSo);
    }

    private static boolean saysSo(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode key
                && key.getValue().equals("kind")
                && tuple.getValueNode() instanceof ScalarNode kind
                && kind.getValue().equals("Promotion");
    }
}
