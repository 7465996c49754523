package io.meshfed.model;

import static java.util.Objects.requireNonNull;

/** A service by namespace and name. */
public record ServiceName(String namespace, String name) implements Comparable<ServiceName> {

    public ServiceName {
        requireNonNull(namespace);
        requireNonNull(name);
    }

    @Override
    public int compareTo(ServiceName other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
