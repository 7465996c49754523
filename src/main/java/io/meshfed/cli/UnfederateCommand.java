package io.meshfed.cli;

import io.meshfed.catalog.CatalogEntry;
import picocli.CommandLine.Command;

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
final class UnfederateCommand extends TakingApartCommand {

    UnfederateCommand(Surroundings surroundings) {
        super(surroundings);
    }
}
