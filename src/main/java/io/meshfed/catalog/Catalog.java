package io.meshfed.catalog;

import static java.util.Objects.requireNonNull;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;

/** All that is generated in a checkout: the one definition of each command, in many forms. */
public final class Catalog {

    private final CommandLine root;
    private final Tree tree;
    private final Release release;

    private Catalog(CommandLine root, Tree tree, Release release) {
        this.root = requireNonNull(root);
        this.tree = tree;
        this.release = release;
    }

    /**
     * @param root the program's command line, with all its commands
     */
    public static Catalog of(CommandLine root, Path checkout) {
        Tree tree = new Tree(checkout);
        String pom = tree.text("pom.xml");
        if (pom.isEmpty()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "there is no pom.xml in %s".formatted(SafeText.of(checkout.toString())),
                    "Run it in a checkout of meshfed, or name one with --root.");
        }
        return new Catalog(root, tree, Release.ofSources(pom));
    }

    public List<StepDefinition> steps() {
        return Definitions.steps(root);
    }

    /** What belongs into the tree, by path. */
    SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        List<StepDefinition> steps = steps();
        for (StepDefinition step : steps) {
            String folder = "steps/" + step.name() + "/";
            StepFiles.of(step, release).forEach((path, text) -> files.put(folder + path, text));
            files.put(
                    folder + "README.md",
                    StepReadme.of(step).merged(tree.text(folder + "README.md")));
        }
        files.put("steps/README.md", StepsIndex.of(steps));
        PipelineFiles.of(tree.root().resolve("pipelines"), release.version())
                .forEach((path, text) -> files.put("pipelines/" + path, text));
        files.put("steps/steps.json", StepsJson.of(steps, release));
        files.putAll(JenkinsLibrary.of(steps, tree.text(JenkinsLibrary.GUIDE)));
        CommandReference.of(Definitions.commands(root))
                .forEach((path, text) -> files.put("docs/reference/" + path, text));
        return files;
    }

    /** The files that are missing or not as they should be. */
    public List<String> differences() {
        return tree.differences(files());
    }

    /** What somebody does about differences. */
    public static String remedy(int differing) {
        return "%d generated %s. Update with: ./meshfed generate"
                .formatted(
                        differing,
                        differing == 1 ? "file is out of date" : "files are out of date");
    }

    /**
     * @return the files that were written
     */
    public List<String> write() {
        return tree.write(files());
    }

    /**
     * What is not kept in the tree: the catalog in the layout that catalogs read, man pages, shell
     * completion.
     *
     * @param image by tag and digest; both empty for the placeholders of the tree
     * @param kubectlImage the one with kubectl
     */
    public List<String> writeTarget(String image, String kubectlImage) {
        boolean placeholders = image.isEmpty() && kubectlImage.isEmpty();
        Release of = placeholders ? release : release.in(image, kubectlImage);
        return tree.write(new TargetFiles(root, tree, release, of).files());
    }
}
