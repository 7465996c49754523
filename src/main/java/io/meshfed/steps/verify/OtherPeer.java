package io.meshfed.steps.verify;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ClusterObject;
import io.meshfed.resource.PeerStatus;
import java.time.Instant;

/**
 * What the fate of one peer of a mesh means to all the others: an unreachable one holds them up.
 * Made once per look, since every direction of the mesh asks for it.
 *
 * @param down its watch is not connected, and some living pod says so
 * @param brokenSince the last sign of life; {@link Instant#MIN} when there never was one
 */
public record OtherPeer(String name, boolean down, Instant brokenSince) {

    public OtherPeer {
        requireNonNull(name);
        requireNonNull(brokenSince);
    }

    /**
     * @param mesh the local mesh, whose istiods wrote the peer's status
     */
    public static OtherPeer of(ClusterObject peer, MeshView mesh) {
        boolean down =
                PeerStatus.of(peer)
                        .flatMap(status -> Outbound.of(status, mesh))
                        .filter(outbound -> !outbound.connected())
                        .isPresent();
        return new OtherPeer(peer.ref().name(), down, PeerTimes.brokenSince(peer, mesh));
    }
}
