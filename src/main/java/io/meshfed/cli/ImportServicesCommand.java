package io.meshfed.cli;

import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.ImportServicesStep;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "import-services",
        description = "Takes services that peers offer into each mesh.",
        footer = {"", "Example:", "  meshfed import-services --mesh rosa-prod-mesh"})
final class ImportServicesCommand extends WritingCommand {

    ImportServicesCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(new ImportServicesStep());
    }
}
