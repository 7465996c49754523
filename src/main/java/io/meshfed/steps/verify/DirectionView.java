package io.meshfed.steps.verify;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.resource.ExportStatus;
import io.meshfed.resource.ImportStatus;
import io.meshfed.resource.LastChange;
import io.meshfed.resource.MergedServices;
import io.meshfed.resource.PeerStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Everything read at one moment about one direction, all of it from the local mesh's cluster.
 *
 * @param readAt by the API server's clock, as all times here are compared with its times
 */
public record DirectionView(
        Direction direction,
        ObservedObjects objects,
        InjectedRoot root,
        MeshView mesh,
        Instant readAt) {

    public DirectionView {
        requireNonNull(direction);
        requireNonNull(objects);
        requireNonNull(root);
        requireNonNull(mesh);
        requireNonNull(readAt);
    }

    Optional<PeerStatus> peerStatus() {
        return objects.peer().flatMap(PeerStatus::of);
    }

    Optional<ExportStatus> exportStatus() {
        return objects.exports().flatMap(ExportStatus::of);
    }

    Optional<ImportStatus> importStatus() {
        return objects.imports().flatMap(ImportStatus::of);
    }

    /** What a failover takes as local. */
    MergedServices merged() {
        return MergedServices.of(objects.imports(), direction);
    }

    /**
     * The watch as the newest entries of living pods tell it; empty when none of them wrote one.
     */
    Optional<Outbound> outbound() {
        return peerStatus().flatMap(status -> Outbound.of(status, mesh));
    }

    boolean watchConnected() {
        return outbound().filter(Outbound::connected).isPresent();
    }

    /** When somebody last changed what connects the two: the peer object or the injected roots. */
    Optional<Instant> connectionChange() {
        return newest(List.of(change(objects.peer()), root.lastChange()));
    }

    Optional<Instant> importsChange() {
        return change(objects.imports());
    }

    Optional<Instant> exportsChange() {
        return change(objects.exports());
    }

    /** The text that says who the peer must be; empty means that nobody is refused. */
    String clientId() {
        return objects.peer().flatMap(peer -> peer.text("spec", "security", "clientID")).orElse("");
    }

    static Optional<Instant> newest(List<Optional<Instant>> times) {
        return times.stream().flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    private static Optional<Instant> change(Optional<ClusterObject> object) {
        return object.flatMap(LastChange::of);
    }
}
