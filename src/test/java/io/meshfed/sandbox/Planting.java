package io.meshfed.sandbox;

import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.sandbox.api.ObjectStore;

/** Plants what a sandbox starts with behind any other API server. */
public final class Planting {

    private Planting() {}

    public static void plant(Federation federation, ClusterRef cluster, ObjectStore store) {
        new Seed(federation, cluster, store).plant();
    }
}
