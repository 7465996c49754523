package io.meshfed.cluster;

import static java.util.Objects.requireNonNull;

/**
 * One thing that a step must be allowed to do.
 *
 * @param group API group, empty for core
 * @param namespace empty for cluster scope
 * @param name empty when the verb is not bound to one object
 */
public record AccessRule(String verb, String group, String plural, String namespace, String name)
        implements Comparable<AccessRule> {

    public AccessRule {
        requireNonNull(verb);
        requireNonNull(group);
        requireNonNull(plural);
        requireNonNull(namespace);
        requireNonNull(name);
    }

    @Override
    public int compareTo(AccessRule other) {
        return toString().compareTo(other.toString());
    }

    /** {@code patch configmaps/east-ca-root-cert in west-mesh}. */
    @Override
    public String toString() {
        return verb
                + " "
                + plural
                + (group.isEmpty() ? "" : "." + group)
                + (name.isEmpty() ? "" : "/" + name)
                + (namespace.isEmpty() ? "" : " in " + namespace);
    }
}
