package io.meshfed.cli;

import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.ExtractRootStep;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "extract-root",
        description = "Prints each mesh's own root certificates: who, until when, which.",
        footer = {"", "Example:", "  meshfed extract-root --to roots/"})
final class ExtractRootCommand extends StepCommand {

    @Option(
            names = "--to",
            paramLabel = "DIR",
            converter = PathConverter.class,
            description = "Also write them as PEM files, one per mesh: DIR/<mesh>.pem.")
    Path folder;

    ExtractRootCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.reading(new ExtractRootStep(Optional.ofNullable(folder)));
    }

    @Override
    public List<String> resultNames() {
        return List.of("fingerprints");
    }

    @Override
    Narrowing narrowing() {
        return Narrowing.MESHES;
    }
}
