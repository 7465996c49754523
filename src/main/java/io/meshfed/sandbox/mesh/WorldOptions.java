package io.meshfed.sandbox.mesh;

import static java.util.Objects.requireNonNull;

import java.util.function.UnaryOperator;

/**
 * What is decided for all meshes of a world.
 *
 * @param replicas istiods of a mesh whose control plane does not say how many
 * @param authority makes a new root certificate (PEM) for a common name
 * @param pods how new pods are called and addressed
 * @param platform what stands around the meshes
 */
public record WorldOptions(
        int replicas,
        BackOff backOff,
        UnaryOperator<String> authority,
        PodIdentity pods,
        Platform platform) {

    public WorldOptions {
        requireNonNull(backOff);
        requireNonNull(authority);
        requireNonNull(pods);
        requireNonNull(platform);
        if (replicas < 1) {
            throw new IllegalArgumentException("a mesh needs an istiod");
        }
    }

    /** With nothing but what federation needs. */
    public WorldOptions(
            int replicas, BackOff backOff, UnaryOperator<String> authority, PodIdentity pods) {
        this(replicas, backOff, authority, pods, Platform.BARE);
    }
}
