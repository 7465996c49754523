package io.meshfed.steps.sets;

import static java.util.Objects.requireNonNull;

import io.meshfed.manifests.Draft;
import io.meshfed.manifests.GroupKind;
import io.meshfed.manifests.KindOrder;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An object of a set whose kind is known.
 *
 * @param coming whether its kind or its namespace comes with the set, and is not there yet
 */
record Member(Draft draft, Manifest manifest, boolean coming) {

    Member {
        requireNonNull(draft);
        requireNonNull(manifest);
    }

    ObjectRef ref() {
        return manifest.ref();
    }

    static GroupKind kind(ObjectRef ref) {
        return new GroupKind(ref.type().group(), ref.type().kind());
    }

    static int rank(ObjectRef ref) {
        return KindOrder.rank(kind(ref));
    }

    /** The same object in whatever version. */
    static String identity(ObjectRef ref) {
        return identity(kind(ref), ref.namespace(), ref.name());
    }

    /**
     * What it may turn out to be, while nobody knows whether its kind belongs to namespaces.
     *
     * @param namespace of objects without one; empty for none
     */
    static Set<String> identities(Draft draft, String namespace) {
        Draft.Name name = draft.name();
        if (!name.namespace().isEmpty()) {
            return Set.of(identity(name.groupKind(), name.namespace(), name.name()));
        }
        return new TreeSet<>(
                List.of(
                        identity(name.groupKind(), "", name.name()),
                        identity(name.groupKind(), namespace, name.name())));
    }

    private static String identity(GroupKind kind, String namespace, String name) {
        return "%s %s/%s".formatted(kind, namespace, name);
    }
}
