package io.meshfed.cli;

import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "unpeer",
        description = "Takes peerings apart: exports drained, both peers at once, trust last.",
        footer = {"", "Example:", "  meshfed unpeer --peering aro-stg-mesh,rosa-prod-mesh"})
final class UnpeerCommand extends WritingCommand {

    @Mixin UnpeerOptions unpeer;

    UnpeerCommand(Surroundings surroundings) {
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
