package io.meshfed.catalog;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.AutoComplete;
import picocli.CommandLine;

/** What is published but not kept in the tree, under {@code target/}. */
final class TargetFiles {

    private final CommandLine root;
    private final Tree tree;
    private final Release release;

    TargetFiles(CommandLine root, Tree tree, Release release) {
        this.root = root;
        this.tree = tree;
        this.release = release;
    }

    SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        List<CommandDefinition> commands = Definitions.commands(root);
        ManPages.of(commands, release)
                .forEach((name, text) -> files.put("target/man/" + name, text));
        files.put("target/completion/meshfed", AutoComplete.bash("meshfed", root));
        new CatalogLayout(tree, release)
                .of(Definitions.steps(root))
                .forEach((path, text) -> files.put("target/catalog/" + path, text));
        return files;
    }
}
