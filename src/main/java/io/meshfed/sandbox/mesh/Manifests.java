package io.meshfed.sandbox.mesh;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads and makes whole objects, as an API server keeps them. */
public final class Manifests {

    private Manifests() {}

    /** The beginning of an object; the caller adds what is special about it. */
    public static Map<String, Object> object(
            ResourceType type, String namespace, String name, Map<String, ?> labels) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        if (type.namespaced()) {
            metadata.put("namespace", namespace);
        }
        if (!labels.isEmpty()) {
            metadata.put("labels", new LinkedHashMap<>(labels));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", type.apiVersion());
        object.put("kind", type.kind());
        object.put("metadata", metadata);
        return object;
    }

    public static String name(Map<String, Object> object) {
        return Trees.text(object, "metadata", "name").orElse("");
    }

    public static String namespace(Map<String, Object> object) {
        return Trees.text(object, "metadata", "namespace").orElse("");
    }

    public static long generation(Map<String, Object> object) {
        return number(object, 0, "metadata", "generation");
    }

    public static long number(Map<String, Object> object, long fallback, String... path) {
        return Trees.value(object, path)
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).longValue())
                .orElse(fallback);
    }

    public static Map<String, Object> part(Map<String, Object> object, String... path) {
        return Trees.object(Trees.value(object, path).orElse(Map.of()));
    }
}
