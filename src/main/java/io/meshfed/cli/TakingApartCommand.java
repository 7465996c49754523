package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.Permission;
import io.meshfed.catalog.Result;
import io.meshfed.cluster.LockOptions;
import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** Takes peerings apart: those that are named, or all of a file. */
@Access({
    Permission.READ_TRUST,
    Permission.READ_PROMOTIONS,
    Permission.READ_EXPORTS,
    Permission.READ_IMPORTS,
    Permission.READ_PEERS,
    Permission.DELETE_TRUST,
    Permission.DRAIN_EXPORTS,
    Permission.DELETE_EXPORTS,
    Permission.DELETE_IMPORTS,
    Permission.DELETE_PEERS,
    Permission.MANAGED_GATEWAYS,
    Permission.FIND_ROUTES,
    Permission.FIND_RULES,
    Permission.REMOVE_ROUTES,
    Permission.REMOVE_RULES,
    Permission.LOCK
})
@Result(
        name = "lingering-trust",
        description = "Number of trust domains that istiods trust until they restart",
        maxBytes = 10)
abstract class TakingApartCommand extends WritingCommand {

    @Mixin UnpeerOptions unpeer;

    TakingApartCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.unfederate(unpeer.step());
    }

    /** What is taken apart is to leave nothing behind, whoever shares the lock. */
    @Override
    Optional<LockOptions> lock() {
        return Optional.of(lock.options(runName(), LockOptions.Sharing.LAST_OF_STEPS));
    }
}
