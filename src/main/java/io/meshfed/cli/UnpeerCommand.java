package io.meshfed.cli;

import io.meshfed.catalog.CatalogEntry;
import picocli.CommandLine.Command;

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
final class UnpeerCommand extends TakingApartCommand {

    UnpeerCommand(Surroundings surroundings) {
        super(surroundings);
    }
}
