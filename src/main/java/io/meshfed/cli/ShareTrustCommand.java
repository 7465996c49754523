package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.catalog.Result;
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
@CatalogEntry(
        displayName = "Share trust",
        tags = "certificates",
        writes = true,
        details =
                "Reads the root certificates next to each control plane and applies them as a ConfigMap next to the control plane of each peer. "
                        + "A second run with the same roots writes nothing.")
@Access({
    Permission.OWN_ROOTS,
    Permission.READ_TRUST,
    Permission.APPLY_TRUST,
    Permission.READ_PEERS,
    Permission.LOCK
})
@Result(
        name = "trust-fingerprint",
        description =
                "SHA-256 over the roots of all meshes, in lower-case hex; empty when they could not be read",
        maxBytes = 64)
final class ShareTrustCommand extends WritingCommand {

    @Mixin TrustOptions trust;

    ShareTrustCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(trust.step());
    }
}
