package io.meshfed.sandbox.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fills in what the definition of a custom resource says that a field is when nobody says. */
final class Defaults {

    private Defaults() {}

    /** What lacks nothing is the same as before, not a copy. */
    static Map<String, Object> fill(Schema schema, Map<String, Object> object) {
        Map<String, Object> said =
                Rewritten.map(object, (name, value) -> said(schema.property(name), value));
        Map<String, Object> filled = said;
        for (Map.Entry<String, Schema> property : schema.properties().entrySet()) {
            Schema below = property.getValue();
            if (hasDefault(below) && !said.containsKey(property.getKey())) {
                Object fallback = Json.copy(below.rules().byDefault().get(0));
                filled = filled == said ? new LinkedHashMap<>(said) : filled;
                filled.put(property.getKey(), value(below, fallback));
            }
        }
        return filled;
    }

    /** A null where none may be is as good as nothing said. */
    private static Object said(Schema schema, Object value) {
        boolean nothing = value == null && !schema.nullable() && hasDefault(schema);
        return nothing ? Rewritten.GONE : value(schema, value);
    }

    private static boolean hasDefault(Schema schema) {
        return !schema.rules().byDefault().isEmpty();
    }

    private static Object value(Schema schema, Object value) {
        if (value instanceof Map<?, ?>) {
            return fill(schema, Json.tree(value));
        }
        if (value instanceof List<?> list && schema.type() == Schema.Type.LIST) {
            return Rewritten.list(list, i -> value(schema.element(), list.get(i)));
        }
        return value;
    }
}
