package io.meshfed.manifests;

import static java.util.Objects.requireNonNull;

/**
 * A kind, whatever its version.
 *
 * @param group empty for the core group
 */
public record GroupKind(String group, String kind) implements Comparable<GroupKind> {

    public GroupKind {
        requireNonNull(group);
        requireNonNull(kind);
    }

    /** From {@code Deployment.apps} or {@code ConfigMap}, as inventories name kinds. */
    public static GroupKind of(String text) {
        int dot = text.indexOf('.');
        return dot < 0
                ? new GroupKind("", text)
                : new GroupKind(text.substring(dot + 1), text.substring(0, dot));
    }

    @Override
    public int compareTo(GroupKind other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return group.isEmpty() ? kind : kind + "." + group;
    }
}
