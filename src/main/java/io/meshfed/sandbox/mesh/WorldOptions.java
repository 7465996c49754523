package io.meshfed.sandbox.mesh;

import static java.util.Objects.requireNonNull;

import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * What is decided for all meshes of a world.
 *
 * @param replicas istiods of a mesh whose control plane does not say how many
 * @param authority makes a new root certificate (PEM) for a common name
 * @param podSuffix the last part of a pod's name, by how many pods there were before
 */
public record WorldOptions(
        int replicas,
        BackOff backOff,
        UnaryOperator<String> authority,
        IntFunction<String> podSuffix) {

    public WorldOptions {
        requireNonNull(backOff);
        requireNonNull(authority);
        requireNonNull(podSuffix);
        if (replicas < 1) {
            throw new IllegalArgumentException("a mesh needs an istiod");
        }
    }
}
