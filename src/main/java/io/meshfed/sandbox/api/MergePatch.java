package io.meshfed.sandbox.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** RFC 7386: maps are merged, null removes, all else replaces. */
final class MergePatch {

    private MergePatch() {}

    static Map<String, Object> apply(Map<String, Object> target, Map<?, ?> patch) {
        Map<String, Object> result = new LinkedHashMap<>(target);
        patch.forEach(
                (k, value) -> {
                    String key = String.valueOf(k);
                    if (value == null) {
                        result.remove(key);
                    } else if (value instanceof Map<?, ?> nested) {
                        result.put(key, apply(map(result.get(key)), nested));
                    } else {
                        result.put(key, value);
                    }
                });
        return result;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value instanceof Map ? (Map<String, Object>) value : Map.of();
    }
}
