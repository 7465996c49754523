package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.PeerStep;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "peer",
        description = "Makes the two meshes of each peering know each other.",
        footer = {"", "Example:", "  meshfed peer --dry-run server"})
@CatalogEntry(
        displayName = "Peer",
        tags = "peering",
        writes = true,
        details =
                "Applies a ServiceMeshPeer on both sides, with the addresses that the gateways of the other side have. Trust and service sets come before it: "
                        + "a peer whose other side is not ready freezes its mesh.")
@Access({
    Permission.CONTROL_PLANE,
    Permission.SERVICES,
    Permission.READ_PEERS,
    Permission.APPLY_PEERS,
    Permission.NODES,
    Permission.LOCK
})
final class PeerCommand extends WritingCommand {

    PeerCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(new PeerStep());
    }
}
