package io.meshfed.cli;

import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "verify-federation",
        description = "Waits for both directions of every peering and proves them.",
        footer = {"", "Example:", "  meshfed verify-federation --timeout 5m --restart-istiod"})
final class VerifyFederationCommand extends StepCommand {

    @Mixin VerifyOptions verify;

    VerifyFederationCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(verify.step());
    }

    @Override
    public List<String> resultNames() {
        return List.of("verified", "failed");
    }
}
