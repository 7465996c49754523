package io.meshfed.cli;

import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.PeerStep;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "peer",
        description = "Makes the two meshes of each peering know each other.",
        footer = {"", "Example:", "  meshfed peer --dry-run server"})
final class PeerCommand extends WritingCommand {

    PeerCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(new PeerStep());
    }
}
