package io.meshfed.cli;

import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "unfederate",
        description = "The way back of federate: takes all peerings of the file apart.",
        footer = {"", "Example:", "  meshfed unfederate --dry-run server"})
final class UnfederateCommand extends WritingCommand {

    @Mixin UnpeerOptions unpeer;

    UnfederateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.unfederate(unpeer.step());
    }

    @Override
    public List<String> resultNames() {
        return List.of("lingering-trust");
    }
}
