package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.catalog.Result;
import io.meshfed.cluster.LockOptions;
import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "verify-federation",
        description = "Waits for both directions of every peering and proves them.",
        footer = {"", "Example:", "  meshfed verify-federation --timeout 5m --restart-istiod"})
@CatalogEntry(
        displayName = "Verify federation",
        tags = "verification",
        retriesSafe = false,
        details =
                "Looks until both directions of every peering are connected and in step, services included, and says of each that is not why, and what to do.")
@Access({
    Permission.CONTROL_PLANE,
    Permission.OWN_ROOTS,
    Permission.SERVICES,
    Permission.PODS,
    Permission.READ_TRUST,
    Permission.READ_EXPORTS,
    Permission.READ_IMPORTS,
    Permission.READ_PEERS,
    Permission.NODES,
    Permission.LOCK_TO_RESTART,
    Permission.RESTART_ISTIOD
})
@Result(name = "verified", description = "Number of directions that were proved", maxBytes = 10)
@Result(name = "failed", description = "Number of directions that were not proved", maxBytes = 10)
final class VerifyFederationCommand extends StepCommand {

    @Mixin VerifyOptions verify;
    @Mixin LockOption lock;

    VerifyFederationCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(verify.step());
    }

    /** To restart an istiod is to write. */
    @Override
    Optional<LockOptions> lock() {
        return Optional.of(lock.options(runName(), LockOptions.Sharing.AMONG_STEPS));
    }
}
