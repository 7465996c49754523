package io.meshfed.sandbox.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fills in what the definition of a custom resource says that a field is when nobody says. */
final class Defaults {

    private Defaults() {}

    static Map<String, Object> fill(Schema schema, Map<String, Object> object) {
        return map(schema, object);
    }

    private static Map<String, Object> map(Schema schema, Map<?, ?> object) {
        Map<String, Object> filled = new LinkedHashMap<>();
        object.forEach((k, value) -> put(schema, String.valueOf(k), value, filled));
        schema.properties()
                .forEach(
                        (name, below) -> {
                            if (!filled.containsKey(name) && !below.rules().byDefault().isEmpty()) {
                                Object fallback = Json.copy(below.rules().byDefault().get(0));
                                filled.put(name, value(below, fallback));
                            }
                        });
        return filled;
    }

    /** A null where none may be is as good as nothing said. */
    private static void put(Schema schema, String key, Object value, Map<String, Object> into) {
        Schema below = schema.property(key);
        boolean replaced =
                value == null && !below.nullable() && !below.rules().byDefault().isEmpty();
        if (!replaced) {
            into.put(key, value(below, value));
        }
    }

    private static Object value(Schema schema, Object value) {
        if (value instanceof Map<?, ?> map) {
            return map(schema, map);
        }
        if (value instanceof List<?> list && schema.type() == Schema.Type.LIST) {
            List<Object> filled = new ArrayList<>();
            list.forEach(element -> filled.add(value(schema.element(), element)));
            return filled;
        }
        return value;
    }
}
