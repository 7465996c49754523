package io.meshfed.catalog;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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

    private final Tree tree;
    private final Release release;

    CatalogLayout(Tree tree, Release release) {
        this.tree = tree;
        this.release = release;
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
