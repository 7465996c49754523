package io.meshfed.catalog;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The catalog where catlin and Artifact Hub look for it: {@code task/NAME/NAME.yaml}, one version
 * for all, told by the git tag.
 */
final class CatalogLayout {

    private static final String REPOSITORY =
            """
            # Artifact Hub reads this file at the base path of each kind.
            # repositoryID: add the one that Artifact Hub gives when the repository is registered
            owners: []
            """;

    private static final Pattern HEAD =
            Pattern.compile(
                    "(?m)^kind: (Pipeline|Task)$[\\s\\S]*?^metadata:\\n(?:  .*\\n)*?  name: (\\S+)$");

    private final Tree tree;
    private final Release source;
    private final Release release;

    /**
     * @param source what the files in the tree were made for
     */
    CatalogLayout(Tree tree, Release source, Release release) {
        this.tree = tree;
        this.source = source;
        this.release = release;
    }

    /** Written by hand: pipelines, and Tasks that put several steps into one pod. */
    private void addWritten(SortedMap<String, String> files) {
        for (String folder : tree.folders("pipelines")) {
            List<String> inside = tree.files(folder);
            for (String path : inside) {
                Matcher head = HEAD.matcher(tree.text(path));
                if (path.endsWith(".yaml") && head.find()) {
                    add(files, folder, path, head);
                }
            }
        }
    }

    private void add(SortedMap<String, String> files, String folder, String path, Matcher head) {
        String name = head.group(2);
        String to = "%s/%s/".formatted(head.group(1).toLowerCase(Locale.ROOT), name);
        files.put(to + name + ".yaml", released(tree.text(path)));
        String readme = tree.text(folder + "/README.md");
        if (!readme.isEmpty()) {
            files.put(to + "README.md", readme);
        }
        if (head.group(1).equals("Pipeline")) {
            for (String sample : tree.files(folder + "/samples")) {
                String file = sample.substring(sample.lastIndexOf('/') + 1);
                files.put(
                        to + "samples/" + file.replaceAll("\\.example$", ""),
                        released(tree.text(sample)));
            }
        }
    }

    private String released(String text) {
        return release.in(source, text);
    }

    /** By path below the catalog. */
    SortedMap<String, String> of(List<StepDefinition> steps) {
        SortedMap<String, String> files = new TreeMap<>();
        TektonYaml tekton = new TektonYaml(release);
        for (StepDefinition step : steps) {
            String readme = tree.text("steps/" + step.name() + "/README.md");
            String text = StepReadme.of(step).merged(readme);
            put(files, "task", step, tekton.task(step), text);
            put(files, "stepaction", step, tekton.stepAction(step), text);
            files.put(
                    "task/%s/samples/taskrun.yaml".formatted(step.resourceName()),
                    tekton.sample(step));
        }
        addWritten(files);
        files.put("pipeline/artifacthub-repo.yml", REPOSITORY);
        files.put("task/artifacthub-repo.yml", REPOSITORY);
        files.put("stepaction/artifacthub-repo.yml", REPOSITORY);
        return files;
    }

    private static void put(
            SortedMap<String, String> files,
            String kind,
            StepDefinition step,
            String yaml,
            String readme) {
        String folder = "%s/%s/".formatted(kind, step.resourceName());
        files.put(folder + step.resourceName() + ".yaml", yaml);
        files.put(folder + "README.md", readme);
    }
}
