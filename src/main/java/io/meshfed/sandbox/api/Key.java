package io.meshfed.sandbox.api;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.util.Comparator;
import java.util.Map;

/**
 * Where an object is kept. All versions of a kind share one place.
 *
 * @param collection plural and group
 * @param namespace empty for a cluster-scoped object
 */
record Key(String collection, String namespace, String name) implements Comparable<Key> {

    static final String NAMESPACES = "namespaces";

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::collection)
                    .thenComparing(Key::namespace)
                    .thenComparing(Key::name);

    Key {
        requireNonNull(collection);
        requireNonNull(namespace);
        requireNonNull(name);
    }

    static Key of(ResourceType type, String namespace, String name) {
        return new Key(type.qualifiedPlural(), type.namespaced() ? namespace : "", name);
    }

    static Key of(ResourceType type, Map<String, Object> object) {
        return of(
                type,
                Trees.text(object, "metadata", "namespace").orElse(""),
                Trees.text(object, "metadata", "name").orElse(""));
    }

    static Key namespace(String name) {
        return new Key(NAMESPACES, "", name);
    }

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }
}
