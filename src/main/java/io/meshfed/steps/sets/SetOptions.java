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
     * @param contents what becomes of what others put into namespaces that are deleted
     */
    public record After(boolean prune, boolean await, Contents contents) {

        public After {
            requireNonNull(contents);
        }

        /** Nothing of others goes. */
        public After(boolean prune, boolean await) {
            this(prune, await, Contents.REFUSE);
        }
    }

    /** What others put into a namespace that is to go. */
    public enum Contents {
        /** The namespace stays, and so does all the rest of the set. */
        REFUSE,
        /** It goes, and is told as far as it can be seen. */
        DELETE;

        /**
         * @param deleted whether somebody said that it may go
         */
        public static Contents of(boolean deleted) {
            return deleted ? DELETE : REFUSE;
        }
    }

    public SetOptions {
        requireNonNull(inventory);
        requireNonNull(inventoryNamespace);
        requireNonNull(namespace);
        requireNonNull(whose);
        requireNonNull(after);
    }
}
