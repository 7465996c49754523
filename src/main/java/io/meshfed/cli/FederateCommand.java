package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.catalog.Result;
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
@CatalogEntry(
        displayName = "Federate",
        tags = {"peering", "certificates"},
        writes = true,
        retriesSafe = false,
        details =
                "Waits for control planes and gateways, shares trust, exports and imports services, makes the peers, and proves the result. "
                        + "A second run writes nothing; a run that broke off is simply started again.")
@Access({
    Permission.CONTROL_PLANE,
    Permission.OWN_ROOTS,
    Permission.SERVICES,
    Permission.PODS,
    Permission.READ_TRUST,
    Permission.READ_EXPORTS,
    Permission.READ_IMPORTS,
    Permission.READ_PEERS,
    Permission.APPLY_TRUST,
    Permission.APPLY_EXPORTS,
    Permission.APPLY_IMPORTS,
    Permission.APPLY_PEERS,
    Permission.MANAGED_GATEWAYS,
    Permission.NODES,
    Permission.LOCK,
    Permission.RESTART_ISTIOD
})
@Result(
        name = "trust-fingerprint",
        description =
                "SHA-256 over the roots of all meshes, in lower-case hex; empty when they could not be read",
        maxBytes = 64)
@Result(name = "verified", description = "Number of directions that were proved", maxBytes = 10)
@Result(name = "failed", description = "Number of directions that were not proved", maxBytes = 10)
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
}
