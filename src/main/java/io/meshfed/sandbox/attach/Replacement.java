package io.meshfed.sandbox.attach;

import io.meshfed.model.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is sent to put one object in the place of another. */
final class Replacement {

    private Replacement() {}

    /** Whoever replaces an object does not have to know its identity, nor take its finalizers. */
    static Map<String, Object> of(Map<String, Object> wanted, Map<String, Object> live) {
        Map<String, Object> metadata = new LinkedHashMap<>(Trees.object(wanted.get("metadata")));
        metadata.keySet().removeAll(List.of("uid", "resourceVersion", "managedFields"));
        for (String kept : List.of("resourceVersion", "finalizers")) {
            Trees.value(live, "metadata", kept)
                    .ifPresent(value -> metadata.putIfAbsent(kept, value));
        }
        boolean service = Trees.text(wanted, "kind").filter("Service"::equals).isPresent();
        Map<String, Object> next = new LinkedHashMap<>(service ? addressed(wanted, live) : wanted);
        next.put("metadata", metadata);
        return next;
    }

    /** The API server gives out the addresses of its own range, and never takes one back. */
    private static Map<String, Object> addressed(
            Map<String, Object> service, Map<String, Object> live) {
        Map<String, Object> spec = new LinkedHashMap<>(Trees.object(service.get("spec")));
        for (String field : List.of("clusterIP", "clusterIPs")) {
            spec.remove(field);
            Trees.value(live, "spec", field).ifPresent(value -> spec.put(field, value));
        }
        Map<String, Object> copy = new LinkedHashMap<>(service);
        copy.put("spec", spec);
        return copy;
    }
}
