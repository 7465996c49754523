package io.meshfed.sandbox.api;

import java.util.List;
import java.util.Map;

/** The three forms of a JSON value that merging tells apart. */
enum Shape {
    MAP,
    LIST,
    SCALAR;

    /** Null takes the form that the schema gives it. */
    static Shape of(Schema schema, Object value) {
        if (value instanceof Map) {
            return MAP;
        }
        if (value instanceof List) {
            return LIST;
        }
        if (value != null) {
            return SCALAR;
        }
        return switch (schema.type()) {
            case OBJECT -> MAP;
            case LIST -> LIST;
            default -> SCALAR;
        };
    }
}
