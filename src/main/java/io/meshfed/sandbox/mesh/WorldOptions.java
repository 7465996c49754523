package io.meshfed.sandbox.mesh;

import static java.util.Objects.requireNonNull;

import java.util.function.UnaryOperator;

/**
 * What is decided for all meshes of a world.
 *
 * @param replicas istiods of a mesh whose control plane does not say how many
 * @param authority makes a new root certificate (PEM) for a common name
 * @param pods how new pods are called and addressed
 */
public record WorldOptions(
        int replicas, BackOff backOff, UnaryOperator<String> authority, PodIdentity pods) {

    public WorldOptions {
        requireNonNull(backOff);
        requireNonNull(authority);
        requireNonNull(pods);
        if (replicas < 1) {
            throw new IllegalArgumentException("a mesh needs an istiod");
        }
    }
}
