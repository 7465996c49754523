package io.meshfed.sandbox.api;

import io.meshfed.sandbox.api.Schema.Sharing;
import io.meshfed.sandbox.api.Schema.Type;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds an object against its schema: what is unknown, and what is wrong. */
final class SchemaCheck {

    private final List<String> unknown = new ArrayList<>();
    private final List<Cause> causes = new ArrayList<>();

    /** The object without the fields that its schema does not know; those are remembered. */
    Map<String, Object> prune(Schema schema, Map<String, Object> object) {
        return pruneMap(schema, object, "");
    }

    /** Fields that pruning dropped: {@code spec.foo}. */
    List<String> unknown() {
        return unknown;
    }

    List<Cause> validate(Schema schema, Map<String, Object> object) {
        check(schema, object, "");
        return causes;
    }

    /** Values of another type than they should be, as server-side apply says it. */
    List<String> misfits(Schema schema, Map<String, Object> object) {
        List<String> lines = new ArrayList<>();
        misfits(schema, object, "", lines);
        return lines;
    }

    private static void misfits(Schema schema, Object value, String path, List<String> lines) {
        if (value == null) {
            return;
        }
        if (value instanceof Map<?, ?> map && schema.type() == Type.OBJECT) {
            map.forEach((k, v) -> misfits(schema.property("" + k), v, path + "." + k, lines));
        } else if (value instanceof List<?> list && schema.type() == Type.LIST) {
            for (int i = 0; i < list.size(); i++) {
                misfits(schema.element(), list.get(i), path + "[" + i + "]", lines);
            }
        } else if (!fits(schema.type(), value)) {
            String wanted =
                    switch (schema.type()) {
                        case INTEGER, NUMBER -> "numeric (int or float)";
                        case BOOLEAN -> "boolean";
                        case OBJECT -> "map";
                        case LIST -> "list";
                        default -> "string";
                    };
            lines.add("%s: expected %s, got %s".formatted(path, wanted, found(value)));
        }
    }

    /** What is wrong with one value. */
    static List<Cause> causes(Schema schema, Object value, String path) {
        SchemaCheck check = new SchemaCheck();
        check.check(schema, value, path);
        return check.causes;
    }

    private Map<String, Object> pruneMap(Schema schema, Map<?, ?> map, String path) {
        Map<String, Object> kept = new LinkedHashMap<>();
        map.forEach(
                (k, value) -> {
                    String key = String.valueOf(k);
                    String at = path.isEmpty() ? key : path + "." + key;
                    if (schema.keeps(key)) {
                        kept.put(key, prune(schema.property(key), value, at));
                    } else {
                        unknown.add(at);
                    }
                });
        return kept;
    }

    private Object prune(Schema schema, Object value, String path) {
        if (schema.type() == Type.OBJECT && value instanceof Map<?, ?> map) {
            return pruneMap(schema, map, path);
        }
        if (schema.type() == Type.LIST && value instanceof List<?> list) {
            List<Object> kept = new ArrayList<>();
            for (Object element : list) {
                kept.add(prune(schema.element(), element, path + "[" + kept.size() + "]"));
            }
            return kept;
        }
        return value;
    }

    private void check(Schema schema, Object value, String path) {
        if (value == null && schema.nullable()) {
            return;
        }
        if (!fits(schema.type(), value)) {
            String word = word(schema.type());
            String found = "\"" + found(value) + "\"";
            causes.add(
                    Cause.invalid(
                            path,
                            found,
                            "%s in body must be of type %s: %s".formatted(path, word, found)));
        } else if (value instanceof Map<?, ?> map) {
            checkMap(schema, map, path);
        } else if (value instanceof List<?> list) {
            checkList(schema, list, path);
        } else if (schema.type() == Type.TIME) {
            checkTime((String) value, path);
        }
        if (!schema.rules().none()) {
            causes.addAll(ValueCheck.causes(schema.rules(), value, path));
        }
    }

    private void checkMap(Schema schema, Map<?, ?> map, String path) {
        for (String name : new TreeSet<>(schema.required())) {
            if (!map.containsKey(name)) {
                causes.add(Cause.required(join(path, name), ""));
            }
        }
        new TreeMap<>(map)
                .forEach(
                        (key, value) -> {
                            String name = String.valueOf(key);
                            check(schema.property(name), value, join(path, name));
                        });
    }

    private void checkList(Schema schema, List<?> list, String path) {
        Set<Object> seen = new HashSet<>();
        int index = 0;
        for (Object element : list) {
            String at = path + "[" + index++ + "]";
            check(schema.element(), element, at);
            if (schema.sharing() == Sharing.KEYED || schema.sharing() == Sharing.SET) {
                Object key = schema.sharing() == Sharing.SET ? element : keys(schema, element);
                if (!seen.add(key)) {
                    causes.add(new Cause("FieldValueDuplicate", at, "Duplicate value: " + go(key)));
                }
            }
        }
    }

    private void checkTime(String value, String path) {
        try {
            OffsetDateTime.parse(value);
        } catch (DateTimeParseException notATime) {
            String found = Json.write(value);
            causes.add(
                    Cause.invalid(
                            path,
                            found,
                            "%s in body must be of type date-time: %s".formatted(path, found)));
        }
    }

    private static Map<String, Object> keys(Schema schema, Object element) {
        Map<String, Object> keys = new TreeMap<>();
        if (element instanceof Map<?, ?> map) {
            schema.keys()
                    .forEach(
                            key -> {
                                Object value = map.get(key.name());
                                keys.put(key.name(), value == null ? key.byDefault() : value);
                            });
        }
        return keys;
    }

    /** Values as the Go program prints them in this message. */
    private static String go(Object key) {
        if (!(key instanceof Map<?, ?> map)) {
            return Json.write(key);
        }
        List<String> fields = new ArrayList<>();
        map.forEach((k, v) -> fields.add(Json.write(k) + ":" + Json.write(v)));
        return "map[string]interface {}{" + String.join(", ", fields) + "}";
    }

    private static boolean fits(Type type, Object value) {
        return switch (type) {
            case ANY -> true;
            case OBJECT -> value instanceof Map;
            case LIST -> value instanceof List;
            case STRING, TIME -> value instanceof String;
            case BOOLEAN -> value instanceof Boolean;
            case INTEGER -> value instanceof Long || value instanceof BigInteger;
            case NUMBER -> value instanceof Number;
            case INT_OR_STRING -> value instanceof Long || value instanceof String;
        };
    }

    private static String word(Type type) {
        return switch (type) {
            case OBJECT -> "object";
            case LIST -> "array";
            case BOOLEAN -> "boolean";
            case INTEGER -> "integer";
            case INT_OR_STRING -> "integer,string";
            case NUMBER -> "number";
            default -> "string";
        };
    }

    private static String found(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map) {
            return "object";
        }
        if (value instanceof List) {
            return "array";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        if (value instanceof Long || value instanceof BigInteger) {
            return "integer";
        }
        return value instanceof Number ? "number" : "string";
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
