package io.meshfed.model;

import static java.util.Objects.requireNonNull;

/**
 * Names one object of one cluster.
 *
 * @param namespace empty for a cluster-scoped object
 */
public record ObjectRef(ResourceType type, String namespace, String name)
        implements Comparable<ObjectRef> {

    public ObjectRef {
        requireNonNull(type);
        requireNonNull(namespace);
        requireNonNull(name);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an object needs a name");
        }
        if (type.namespaced() == namespace.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s '%s': a namespace belongs to namespaced kinds only"
                            .formatted(type.kind(), name));
        }
    }

    @Override
    public int compareTo(ObjectRef other) {
        int byKind = type.kind().compareTo(other.type.kind());
        if (byKind != 0) {
            return byKind;
        }
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    /** {@code ConfigMap ns/name}, or {@code Namespace name} for a cluster-scoped kind. */
    @Override
    public String toString() {
        return type.kind() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
