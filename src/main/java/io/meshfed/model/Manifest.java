package io.meshfed.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cluster should contain: one object with exactly the fields that meshfed wants to own, made
 * by a pure function. It is applied, never merged into something that was read.
 *
 * @param content the top-level fields beside apiVersion, kind and metadata ({@code spec}, {@code
 *     data}), as plain maps, lists, strings, numbers and booleans
 */
public record Manifest(
        ObjectRef ref,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        Map<String, Object> content) {

    public Manifest {
        requireNonNull(ref);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
        content = Collections.unmodifiableMap(new LinkedHashMap<>(content));
    }

    /** The whole object, in the order in which people write it. */
    public Map<String, Object> toTree() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", ref.name());
        if (ref.type().namespaced()) {
            metadata.put("namespace", ref.namespace());
        }
        if (!labels.isEmpty()) {
            metadata.put("labels", new LinkedHashMap<>(labels));
        }
        if (!annotations.isEmpty()) {
            metadata.put("annotations", new LinkedHashMap<>(annotations));
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", ref.type().apiVersion());
        tree.put("kind", ref.type().kind());
        tree.put("metadata", metadata);
        tree.putAll(content);
        return tree;
    }
}
