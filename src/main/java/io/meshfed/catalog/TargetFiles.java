package io.meshfed.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.AutoComplete;
import picocli.CommandLine;

/** What is published but not kept in the tree, under {@code target/}. */
final class TargetFiles {

    private final CommandLine root;
    private final Tree tree;
    private final Release source;
    private final Release release;

    TargetFiles(CommandLine root, Tree tree, Release source, Release release) {
        this.root = root;
        this.tree = tree;
        this.source = source;
        this.release = release;
    }

    SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        List<CommandDefinition> commands = Definitions.commands(root);
        ManPages.of(commands, release)
                .forEach((name, text) -> files.put("target/man/" + name, text));
        files.put("target/completion/meshfed", AutoComplete.bash("meshfed", root));
        List<StepDefinition> steps = Definitions.steps(root);
        new CatalogLayout(tree, source, release)
                .of(steps)
                .forEach((path, text) -> files.put("target/catalog/" + path, text));
        files.put("target/install.yaml", install(steps));
        return files;
    }

    /** What applying steps and pipelines of the tree does, in one file, and with the image. */
    private String install(List<StepDefinition> steps) {
        List<String> documents = new ArrayList<>();
        for (StepDefinition step : steps) {
            StepFiles.of(step, release).forEach((path, text) -> addYaml(documents, path, text));
        }
        List<String> folders = new ArrayList<>(tree.folders("pipelines"));
        folders.add("pipelines");
        for (String folder : folders) {
            for (String path : tree.files(folder)) {
                addYaml(documents, path, release.in(source, tree.text(path)));
            }
        }
        return String.join("---\n", documents);
    }

    private static void addYaml(List<String> documents, String path, String text) {
        if (path.endsWith(".yaml")) {
            documents.add(text);
        }
    }
}
