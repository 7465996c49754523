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
        name = "unfederate",
        description = "The way back of federate: takes all peerings of the file apart.",
        footer = {"", "Example:", "  meshfed unfederate --dry-run server"})
@CatalogEntry(
        displayName = "Unfederate",
        tags = "peering",
        writes = true,
        details =
                "Takes every peering of the file apart as unpeer does: exports drained, both peers at once, then service sets and trust. What others made stays.")
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
final class UnfederateCommand extends WritingCommand {

    @Mixin UnpeerOptions unpeer;

    UnfederateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.unfederate(unpeer.step());
    }
}
