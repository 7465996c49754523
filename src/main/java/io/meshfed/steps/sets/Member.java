package io.meshfed.steps.sets;

import static java.util.Objects.requireNonNull;

import io.meshfed.manifests.Draft;
import io.meshfed.manifests.GroupKind;
import io.meshfed.manifests.KindOrder;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;

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
        return "%s %s/%s".formatted(kind(ref), ref.namespace(), ref.name());
    }
}
