package io.meshfed.manifests;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An object of a set as its author wrote it: nobody knows yet whether a cluster has its kind.
 *
 * @param content the top-level fields beside apiVersion, kind, metadata and status
 * @param origin where it was written: {@code app/service.yaml:12}
 */
public record Draft(
        Name name,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        Map<String, Object> content,
        String origin) {

    /**
     * What an object is called where it is written.
     *
     * @param group empty for the core group
     * @param namespace empty when none is written
     */
    public record Name(String group, String version, String kind, String namespace, String name) {

        public Name {
            requireNonNull(group);
            requireNonNull(version);
            requireNonNull(kind);
            requireNonNull(namespace);
            requireNonNull(name);
        }

        public String apiVersion() {
            return group.isEmpty() ? version : group + "/" + version;
        }

        public GroupKind groupKind() {
            return new GroupKind(group, kind);
        }

        /** {@code ConfigMap app/settings}. */
        @Override
        public String toString() {
            return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
        }
    }

    public Draft {
        requireNonNull(name);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
        content = Collections.unmodifiableMap(new LinkedHashMap<>(content));
        requireNonNull(origin);
    }

    @Override
    public String toString() {
        return "%s (%s)".formatted(name, origin);
    }
}
