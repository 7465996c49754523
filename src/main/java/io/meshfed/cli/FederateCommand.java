package io.meshfed.cli;

import io.meshfed.engine.RunSettings;
import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "federate",
        description = "Federates the meshes of the file, from control planes to proof.",
        footer = {"", "Example:", "  meshfed federate -f contexts/aro-rosa/federation.yaml"})
final class FederateCommand extends WritingCommand {

    @Mixin TrustOptions trust;
    @Mixin VerifyOptions verify;

    FederateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return mode() == RunSettings.Mode.DRY_RUN
                ? Pipelines.plan(trust.step())
                : Pipelines.federate(trust.step(), verify.step());
    }

    @Override
    public List<String> resultNames() {
        return List.of("trust-fingerprint", "verified", "failed");
    }
}
