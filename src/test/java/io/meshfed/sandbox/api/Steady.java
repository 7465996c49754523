package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What two runs, and two releases of the API server, have in common. The recorded server is release
 * 1.20; the sandbox is modelled on 1.29, and what came in between is left out here by name.
 */
final class Steady {

    /** Chosen by the server, or told by the clock. */
    private static final Set<String> CHANGING =
            Set.of("uid", "resourceVersion", "creationTimestamp", "deletionTimestamp", "selfLink");

    /** Came after 1.20. */
    private static final Set<String> NEWER_SERVICE_FIELDS =
            Set.of(
                    "internalTrafficPolicy",
                    "ipFamilies",
                    "ipFamilyPolicy",
                    "allocateLoadBalancerNodePorts",
                    "clusterIP",
                    "clusterIPs",
                    "nodePort");

    private Steady() {}

    static Map<String, Object> state(Map<String, Object> answer, String namespace) {
        Map<String, Object> state = object(answer, namespace);
        List<Object> items = new ArrayList<>();
        Trees.objects(answer, "items").forEach(item -> items.add(object(item, namespace)));
        if (answer.containsKey("items")) {
            state.put("items", items);
        }
        return state;
    }

    private static Map<String, Object> object(Map<String, Object> object, String namespace) {
        Map<String, Object> state = Json.part(replaced(object, namespace));
        Map<String, Object> metadata = Json.part(state.get("metadata"));
        CHANGING.forEach(field -> metadata.computeIfPresent(field, (k, v) -> "…"));
        metadata.remove("selfLink");
        List<Map<String, Object>> managed = new ArrayList<>();
        for (Map<String, Object> entry : Trees.objects(metadata, "managedFields")) {
            entry.computeIfPresent("time", (k, v) -> "…");
            entry.remove("subresource"); // since 1.21
            if ("CustomResourceDefinition".equals(state.get("kind"))) {
                // Conditions of definitions are owned one by one since 1.22.
                entry.put("fieldsV1", Trees.value(entry, "fieldsV1", "f:spec").orElse("…"));
            }
            managed.add(entry);
        }
        // Otherwise sorted by time, to the second, which differs from run to run.
        managed.sort(
                Comparator.comparing((Map<String, Object> entry) -> "" + entry.get("operation"))
                        .thenComparing(entry -> "" + entry.get("manager")));
        metadata.remove("managedFields"); // those of reviews, which nobody keeps, say nothing
        if (!managed.isEmpty() && !("" + state.get("kind")).endsWith("Review")) {
            metadata.put("managedFields", managed);
        }
        state.put("metadata", metadata);
        if (Map.of().equals(state.get("details"))) {
            state.remove("details");
        }
        Map<String, Object> details = Json.part(state.get("details"));
        if (details.containsKey("uid")) {
            details.put("uid", "…");
        }
        if (details.containsKey("causes")) {
            // In no order, since they come out of a Go map, and some twice.
            details.put(
                    "causes",
                    Trees.objects(details, "causes").stream()
                            .distinct()
                            .sorted(Comparator.comparing(cause -> "" + Exchange.sorted(cause)))
                            .toList());
        }
        if (!details.isEmpty()) {
            state.put("details", details);
        }
        return state;
    }

    private static Object replaced(Object value, String namespace) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach(
                    (k, v) -> {
                        boolean empty = v == null || k.equals("continue") && v.equals("");
                        if (!empty && !NEWER_SERVICE_FIELDS.contains(k)) {
                            // A reference to a role is owned as one since 1.27.
                            boolean differs =
                                    k.equals("lastTransitionTime") || k.equals("f:roleRef");
                            copy.put(String.valueOf(k), differs ? "…" : replaced(v, namespace));
                        }
                    });
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> replaced(element, namespace)).toList();
        }
        return value instanceof String text
                ? text.replace(namespace, "{ns}")
                        .replaceAll("in record \\(\\d+\\)", "in record (…)")
                        .replaceAll("(exportRules|Services|parts)\\[\\d]", "$1") // since 1.22
                        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "…")
                : value;
    }
}
