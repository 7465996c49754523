package io.meshfed.crash;

import io.meshfed.model.ClusterRef;
import io.meshfed.model.Trees;
import io.meshfed.resource.PromotionObjects;
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

    /** What a promotion remembers itself by is no two times the same. */
    private static boolean kept(Stored object) {
        return Trees.value(object.after(), "metadata", "labels")
                .map(Trees::object)
                .filter(labels -> labels.containsKey(PromotionObjects.KEPT))
                .isPresent();
    }

    /** All that somebody wants to stand there. */
    static SortedMap<String, Object> whole(World world) {
        SortedMap<String, Object> state = new TreeMap<>();
        for (ClusterRef cluster : World.FEDERATION.clusters()) {
            for (Stored object : world.api(cluster.name()).latest().values()) {
                if (!PASSING.contains(object.type().plural()) && !kept(object)) {
                    state.put(
                            cluster.name() + " " + object.key(),
                            StoredState.lasting(object.after()));
                }
            }
        }
        return state;
    }
}
