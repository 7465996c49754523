package io.meshfed.cluster;

import io.meshfed.model.ClusterRef;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The right of one run to write to one cluster.
 *
 * @param leases makes one that was never asked for
 */
record ClusterLock(
        ClusterRef cluster,
        Supplier<ClusterLease> leases,
        ClusterLease lease,
        Remembered<ClusterIdentity> id) {

    static ClusterLock of(
            ClusterRef cluster, Supplier<ClusterLease> leases, Remembered<ClusterIdentity> id) {
        return new ClusterLock(cluster, leases, leases.get(), id);
    }

    ClusterLock anew() {
        return of(cluster, leases, id);
    }

    /** A cluster that did not say who it is fails its meshes, and nothing is written there. */
    Optional<String> identity() {
        return id.known()
                .map(ClusterIdentity::id)
                .filter(found -> cluster.pin().map(found::equals).orElse(true));
    }
}
