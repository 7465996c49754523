package io.meshfed.sandbox.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What an update cannot change is carried over from the version before it. */
final class Carried {

    private static final List<String> SYSTEM =
            List.of(
                    "name",
                    "namespace",
                    "uid",
                    "resourceVersion",
                    "generation",
                    "creationTimestamp",
                    "deletionTimestamp",
                    "deletionGracePeriodSeconds",
                    "selfLink",
                    "generateName");

    private Carried() {}

    static Map<String, Object> over(
            Target target, Map<String, Object> live, Map<String, Object> wanted) {
        if (target.status()) {
            return statusOnly(live, wanted);
        }
        Map<String, Object> next = new LinkedHashMap<>(wanted);
        Map<String, Object> metadata = Json.part(wanted.get("metadata"));
        Map<String, Object> old = Json.part(live.get("metadata"));
        SYSTEM.forEach(field -> copy(field, old, metadata));
        if (target.kind().hasStatus()) {
            copy("status", live, next);
        }
        if (target.kind().counted() && !content(target, live).equals(content(target, next))) {
            Object generation = old.getOrDefault("generation", 0L);
            metadata.put("generation", ((Number) generation).longValue() + 1);
        }
        next.put("metadata", metadata);
        return next;
    }

    private static Map<String, Object> statusOnly(
            Map<String, Object> live, Map<String, Object> wanted) {
        Map<String, Object> next = new LinkedHashMap<>(live);
        copy("status", wanted, next);
        Map<String, Object> metadata = Json.part(live.get("metadata"));
        copy("managedFields", Json.part(wanted.get("metadata")), metadata);
        next.put("metadata", metadata);
        return next;
    }

    private static void copy(String field, Map<String, Object> from, Map<String, Object> to) {
        if (from.containsKey(field)) {
            to.put(field, from.get(field));
        } else {
            to.remove(field);
        }
    }

    /** All that metadata.generation counts. */
    private static Map<String, Object> content(Target target, Map<String, Object> object) {
        Map<String, Object> content = new LinkedHashMap<>(object);
        content.keySet().removeAll(List.of("apiVersion", "kind", "metadata"));
        if (target.kind().hasStatus()) {
            content.remove("status");
        }
        content.values().removeIf(Objects::isNull);
        return content;
    }
}
