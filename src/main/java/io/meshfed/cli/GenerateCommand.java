package io.meshfed.cli;

import io.meshfed.catalog.Catalog;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "generate",
        description = "Writes every file that is made from the commands, in a checkout of meshfed.",
        footer = {"", "Example:", "  meshfed generate --check"})
final class GenerateCommand implements Callable<Integer> {

    @Option(
            names = "--check",
            description = "Write nothing; exit 2 and list the files when there is a difference.")
    boolean check;

    @Option(
            names = "--image",
            paramLabel = "NAME:TAG@DIGEST",
            defaultValue = "",
            description =
                    "The image of a release, for target/catalog. What is in the tree keeps its placeholder.")
    String image;

    @Option(
            names = "--kubectl-image",
            paramLabel = "NAME:TAG@DIGEST",
            defaultValue = "",
            description =
                    "The second image of that release, which has kubectl, for the steps that build kustomizations. Belongs to --image.")
    String kubectlImage;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            defaultValue = ".",
            converter = PathConverter.class,
            description = "The checkout. Default: the current folder.")
    Path root;

    @Mixin LogOptions log;

    @Spec CommandSpec spec;

    private final Surroundings surroundings;

    GenerateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try {
            Catalog catalog = Catalog.of(spec.root().commandLine(), root);
            return check ? checked(catalog.differences()) : written(catalog);
        } catch (FederationException failure) {
            return new Runs(surroundings, OutputOptions.text(log), "generate", List.of())
                    .refuse(failure);
        }
    }

    private int checked(List<String> differing) {
        differing.forEach(surroundings.console().stdout()::println);
        if (differing.isEmpty()) {
            return ErrorClass.OK.exitCode();
        }
        surroundings.console().stderr().println(Catalog.remedy(differing.size()));
        return ErrorClass.DIFF.exitCode();
    }

    private int written(Catalog catalog) {
        List<String> written = catalog.write();
        catalog.writeTarget(image, kubectlImage);
        written.forEach(surroundings.console().stdout()::println);
        return ErrorClass.OK.exitCode();
    }
}
