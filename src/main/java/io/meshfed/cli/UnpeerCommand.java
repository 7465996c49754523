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
        name = "unpeer",
        description = "Takes peerings apart: exports drained, both peers at once, trust last.",
        footer = {"", "Example:", "  meshfed unpeer --peering aro-stg-mesh,rosa-prod-mesh"})
@CatalogEntry(
        displayName = "Unpeer",
        tags = "peering",
        writes = true,
        details =
                "Withdraws exports, deletes both peers at once, then service sets and trust. What others made stays.")
@Access({
    Permission.READ_TRUST,
    Permission.READ_EXPORTS,
    Permission.READ_IMPORTS,
    Permission.READ_PEERS,
    Permission.DELETE_TRUST,
    Permission.DRAIN_EXPORTS,
    Permission.DELETE_EXPORTS,
    Permission.DELETE_IMPORTS,
    Permission.DELETE_PEERS,
    Permission.MANAGED_GATEWAYS
})
@Result(
        name = "lingering-trust",
        description = "Number of trust domains that istiods trust until they restart",
        maxBytes = 10)
final class UnpeerCommand extends WritingCommand {

    @Mixin UnpeerOptions unpeer;

    UnpeerCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.unfederate(unpeer.step());
    }
}
