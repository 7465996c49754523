package io.meshfed.crash;

import io.meshfed.model.ClusterRef;
import io.meshfed.sandbox.api.DirectApi.Stored;
import io.meshfed.testing.StoredState;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stands in both clusters, without identities, versions, times and statuses. */
final class State {

    /** They come and go, and are nobody's wish. */
    private static final Set<String> PASSING = Set.of("pods", "endpoints", "leases", "events");

    private State() {}

    /** All that somebody wants to stand there. */
    static SortedMap<String, Object> whole(World world) {
        SortedMap<String, Object> state = new TreeMap<>();
        for (ClusterRef cluster : World.FEDERATION.clusters()) {
            for (Stored object : world.api(cluster.name()).latest().values()) {
                if (!PASSING.contains(object.type().plural())) {
                    state.put(
                            cluster.name() + " " + object.key(),
                            StoredState.lasting(object.after()));
                }
            }
        }
        return state;
    }
}
