package io.meshfed.cli;

import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "share-trust",
        description = "Gives each mesh the root certificates of its peers.",
        footer = {
            "",
            "Example:",
            "  meshfed share-trust --mode add --peering aro-stg-mesh,rosa-prod-mesh"
        })
final class ShareTrustCommand extends WritingCommand {

    @Mixin TrustOptions trust;

    ShareTrustCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(trust.step());
    }

    @Override
    public List<String> resultNames() {
        return List.of("trust-fingerprint");
    }
}
