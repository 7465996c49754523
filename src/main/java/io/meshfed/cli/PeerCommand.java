package io.meshfed.cli;

import io.meshfed.engine.RunSettings;
import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.PeerStep;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "peer",
        description = "Makes the two meshes of each peering know each other.",
        footer = {"", "Example:", "  meshfed peer --dry-run server"})
final class PeerCommand extends StepCommand {

    @Mixin DryRunOption dryRun;

    PeerCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(new PeerStep());
    }

    @Override
    RunSettings.Mode mode() {
        return dryRun.mode();
    }
}
