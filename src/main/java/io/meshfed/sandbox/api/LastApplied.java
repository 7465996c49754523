package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps the annotation true by which {@code kubectl apply} knows what it applied from the client
 * side, when the same kubectl goes on from the server side.
 */
final class LastApplied {

    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
    private static final String KUBECTL = "kubectl";

    private LastApplied() {}

    static Map<String, Object> noted(
            Target target,
            Map<String, Object> live,
            Map<String, Object> config,
            Map<String, Object> applied) {
        boolean known = Trees.value(live, "metadata", "annotations", ANNOTATION).isPresent();
        if (!known || !target.options().manager().equals(KUBECTL)) {
            return applied;
        }
        Map<String, Object> noted = new LinkedHashMap<>(applied);
        Map<String, Object> metadata = Json.part(applied.get("metadata"));
        Map<String, Object> annotations = Json.part(metadata.get("annotations"));
        annotations.put(ANNOTATION, Json.write(sorted(config)) + "\n");
        metadata.put("annotations", annotations);
        noted.put("metadata", metadata);
        return noted;
    }

    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, element) -> sorted.put(String.valueOf(key), sorted(element)));
            return sorted;
        }
        return value instanceof List<?> list
                ? list.stream().map(LastApplied::sorted).toList()
                : value;
    }
}
