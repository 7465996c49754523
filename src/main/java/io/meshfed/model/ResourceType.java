package io.meshfed.model;

import static java.util.Objects.requireNonNull;

/**
 * A kind of object that an API server keeps, and where it keeps it.
 *
 * @param group the API group, empty for the core group
 * @param plural the name of the collection in the URL
 */
public record ResourceType(
        String group, String version, String kind, String plural, boolean namespaced) {

    public ResourceType {
        requireNonNull(group);
        requireNonNull(version);
        requireNonNull(kind);
        requireNonNull(plural);
    }

    /** What stands in an object's {@code apiVersion}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** The plural with its group, as RBAC messages and {@code kubectl} name it. */
    public String qualifiedPlural() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
