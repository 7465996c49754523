package io.meshfed.sandbox.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One thing that is wrong with an object. */
record Cause(String reason, String field, String message) {

    static Cause invalid(String field, String value, String why) {
        return new Cause("FieldValueInvalid", field, "Invalid value: %s: %s".formatted(value, why));
    }

    static Cause required(String field, String why) {
        return new Cause(
                "FieldValueRequired",
                field,
                why.isEmpty() ? "Required value" : "Required value: " + why);
    }

    static Cause unsupported(String field, Object value, List<?> allowed) {
        return new Cause(
                "FieldValueNotSupported",
                field,
                "Unsupported value: %s: supported values: %s"
                        .formatted(
                                Json.write(value),
                                String.join(", ", allowed.stream().map(Json::write).toList())));
    }

    static Cause forbidden(String field, String why) {
        return new Cause("FieldValueForbidden", field, "Forbidden: " + why);
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("reason", reason);
        tree.put("message", message);
        tree.put("field", field);
        return tree;
    }
}
