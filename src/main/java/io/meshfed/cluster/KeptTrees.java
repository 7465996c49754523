package io.meshfed.cluster;

import io.meshfed.model.Ownership;
import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes of the objects in an answer what is kept of them: thousands are, of a large federation.
 * Equal texts are one, and of the fields that other managers own only the uppermost are left: who
 * wrote a status is asked, which of its fields they wrote is not.
 */
final class KeptTrees {

    /** Longer texts are seldom alike. */
    private static final int SHORT = 120;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<List<String>, String[]> names = new HashMap<>();

    Map<String, Object> of(Map<String, Object> tree) {
        Map<String, Object> kept = new LinkedHashMap<>(tree);
        Object metadata = tree.get("metadata");
        if (metadata instanceof Map<?, ?>) {
            kept.put("metadata", metadata(Trees.object(metadata)));
        }
        return fields(kept);
    }

    private static Map<String, Object> metadata(Map<String, Object> metadata) {
        Map<String, Object> kept = new LinkedHashMap<>(metadata);
        if (metadata.get("managedFields") instanceof List<?> entries) {
            kept.put("managedFields", entries.stream().map(KeptTrees::managed).toList());
        }
        return kept;
    }

    private static Object managed(Object entry) {
        boolean ours =
                entry instanceof Map<?, ?> map
                        && String.valueOf(map.get("manager")).startsWith(Ownership.FIELD_MANAGER);
        if (ours || !(entry instanceof Map<?, ?>)) {
            return entry;
        }
        Map<String, Object> kept = new LinkedHashMap<>(Trees.object(entry));
        if (kept.get("fieldsV1") instanceof Map<?, ?> fields) {
            Map<String, Object> uppermost = new LinkedHashMap<>();
            fields.keySet().forEach(name -> uppermost.put(String.valueOf(name), Map.of()));
            kept.put("fieldsV1", uppermost);
        }
        return kept;
    }

    private Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return fields(map);
        }
        if (value instanceof List<?> list) {
            return elements(list);
        }
        return value instanceof String text ? text(text) : value;
    }

    private Map<String, Object> fields(Map<?, ?> map) {
        if (map.isEmpty()) {
            return Map.of();
        }
        List<String> keys = new ArrayList<>(map.size());
        List<Object> values = new ArrayList<>(map.size());
        map.forEach(
                (key, value) -> {
                    keys.add(text(String.valueOf(key)));
                    values.add(value(value));
                });
        if (keys.size() > FewFields.MOST) {
            Map<String, Object> many = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                many.put(keys.get(i), values.get(i));
            }
            return Collections.unmodifiableMap(many);
        }
        return new FewFields(
                names.computeIfAbsent(keys, first -> first.toArray(String[]::new)),
                values.toArray());
    }

    private List<Object> elements(List<?> list) {
        return list.isEmpty()
                ? List.of()
                : Collections.unmodifiableList(
                        Arrays.asList(list.stream().map(this::value).toArray()));
    }

    private String text(String text) {
        return text.length() > SHORT ? text : texts.computeIfAbsent(text, first -> first);
    }
}
