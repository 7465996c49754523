package io.meshfed.cli;

import io.meshfed.engine.RunSettings;
import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.ImportServicesStep;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "import-services",
        description = "Takes services that peers offer into each mesh.",
        footer = {"", "Example:", "  meshfed import-services --mesh rosa-prod-mesh"})
final class ImportServicesCommand extends StepCommand {

    @Mixin DryRunOption dryRun;

    ImportServicesCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(new ImportServicesStep());
    }

    @Override
    RunSettings.Mode mode() {
        return dryRun.mode();
    }
}
