package io.meshfed.steps.promotion;

import io.meshfed.cluster.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON that is the same for equal values, whatever the order of their keys. */
final class CanonicalJson {

    private CanonicalJson() {}

    static String of(Object value) {
        String wrapped = Json.write(Collections.singletonMap("", sorted(value)));
        return wrapped.substring("{\"\":".length(), wrapped.length() - 1);
    }

    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, element) -> sorted.put(String.valueOf(key), sorted(element)));
            return sorted;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(CanonicalJson::sorted).toList();
        }
        return value;
    }
}
