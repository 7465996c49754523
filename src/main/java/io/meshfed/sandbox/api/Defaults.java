package io.meshfed.sandbox.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fills in what the definition of a custom resource says that a field is when nobody says. */
final class Defaults {

    private Defaults() {}

    /** What lacks nothing is the same as before, not a copy. */
    static Map<String, Object> fill(Schema schema, Map<String, Object> object) {
        Map<String, Object> filled = object;
        for (Map.Entry<String, Object> entry : object.entrySet()) {
            Schema below = schema.property(entry.getKey());
            Object value = value(below, entry.getValue());
            boolean replaced = value == null && !below.nullable() && hasDefault(below);
            if (replaced || value != entry.getValue()) {
                filled = filled == object ? new LinkedHashMap<>(object) : filled;
                filled.put(entry.getKey(), value);
            }
            if (replaced) {
                // A null where none may be is as good as nothing said.
                filled.remove(entry.getKey());
            }
        }
        for (Map.Entry<String, Schema> property : schema.properties().entrySet()) {
            Schema below = property.getValue();
            if (hasDefault(below) && !filled.containsKey(property.getKey())) {
                Object fallback = Json.copy(below.rules().byDefault().get(0));
                filled = filled == object ? new LinkedHashMap<>(object) : filled;
                filled.put(property.getKey(), value(below, fallback));
            }
        }
        return filled;
    }

    private static boolean hasDefault(Schema schema) {
        return !schema.rules().byDefault().isEmpty();
    }

    private static Object value(Schema schema, Object value) {
        if (value instanceof Map<?, ?>) {
            return fill(schema, Json.tree(value));
        }
        if (value instanceof List<?> list && schema.type() == Schema.Type.LIST) {
            List<Object> filled = new ArrayList<>(list.size());
            boolean same = true;
            for (Object element : list) {
                Object whole = value(schema.element(), element);
                same &= whole == element;
                filled.add(whole);
            }
            return same ? list : filled;
        }
        return value;
    }
}
