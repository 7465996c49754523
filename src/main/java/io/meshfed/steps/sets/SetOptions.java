package io.meshfed.steps.sets;

import static java.util.Objects.requireNonNull;

/**
 * How a set is handled.
 *
 * @param inventory the name of its parent, with {@code secret/} or {@code configmap/} before it;
 *     empty for one made from the federation, the mesh and the paths
 * @param inventoryNamespace where its parent lies
 * @param namespace of objects without one; empty for that of the mesh, if one was named
 * @param whose of what it is
 */
public record SetOptions(
        String inventory, String inventoryNamespace, String namespace, Whose whose, After after) {

    /** Of what a set is. */
    public enum Whose {
        MESH,
        CLUSTER
    }

    /**
     * What is done when all is applied, or deleted.
     *
     * @param prune whether what left the set is deleted
     * @param await whether the objects are waited for
     */
    public record After(boolean prune, boolean await) {}

    public SetOptions {
        requireNonNull(inventory);
        requireNonNull(inventoryNamespace);
        requireNonNull(namespace);
        requireNonNull(whose);
        requireNonNull(after);
    }
}
