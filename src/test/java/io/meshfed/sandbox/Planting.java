package io.meshfed.sandbox;

import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.sandbox.api.ObjectStore;
import java.util.SortedSet;

/** Plants what a sandbox starts with behind any other API server. */
public final class Planting {

    private Planting() {}

    public static void plant(Federation federation, ClusterRef cluster, ObjectStore store) {
        new Seed(federation, cluster, store).plant();
    }

    /** What planting needs, made where it is not there. */
    public static SortedSet<String> namespaces(Federation federation, ClusterRef cluster) {
        return Seed.namespaces(federation, cluster);
    }
}
