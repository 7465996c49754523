package io.meshfed.sandbox.api;

import io.meshfed.sandbox.api.Schema.Sharing;
import io.meshfed.sandbox.api.Schema.Type;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds an object against its schema: what is unknown, and what is wrong. */
final class SchemaCheck {

    private final List<String> unknown = new ArrayList<>();
    private final List<Cause> causes = new ArrayList<>();
    private boolean sorted;

    /** Where a value is; only what is wrong is ever told. */
    private record Place(Place above, String name, int index) {

        static final Place TOP = new Place(null, "", -1);

        Place field(String field) {
            return new Place(this, field, -1);
        }

        Place element(int number) {
            return new Place(this, "", number);
        }

        @Override
        public String toString() {
            if (this == TOP) {
                return "";
            }
            String parent = above.toString();
            if (index >= 0) {
                return parent + "[" + index + "]";
            }
            return parent.isEmpty() ? name : parent + "." + name;
        }
    }

    /**
     * The object without the fields that its schema does not know; those are remembered. What loses
     * nothing is the same as before, not a copy.
     */
    Map<String, Object> prune(Schema schema, Map<String, Object> object) {
        return pruneMap(schema, object, Place.TOP);
    }

    /** Fields that pruning dropped: {@code spec.foo}. */
    List<String> unknown() {
        return unknown;
    }

    List<Cause> validate(Schema schema, Map<String, Object> object) {
        return wrong(schema, object, Place.TOP);
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
        return new SchemaCheck().wrong(schema, value, Place.TOP.field(path));
    }

    /** Sorted by name only when there is something to tell. */
    private List<Cause> wrong(Schema schema, Object value, Place place) {
        check(schema, value, place);
        if (!causes.isEmpty()) {
            causes.clear();
            sorted = true;
            check(schema, value, place);
        }
        return causes;
    }

    private Map<String, Object> pruneMap(Schema schema, Map<String, Object> map, Place place) {
        return Rewritten.map(
                map,
                (key, value) -> {
                    Place at = place.field(key);
                    if (schema.keeps(key)) {
                        return prune(schema.property(key), value, at);
                    }
                    unknown.add(at.toString());
                    return Rewritten.GONE;
                });
    }

    private Object prune(Schema schema, Object value, Place place) {
        if (schema.type() == Type.OBJECT && value instanceof Map<?, ?>) {
            return pruneMap(schema, Json.tree(value), place);
        }
        if (schema.type() == Type.LIST && value instanceof List<?> list) {
            return Rewritten.list(
                    list, i -> prune(schema.element(), list.get(i), place.element(i)));
        }
        return value;
    }

    private void check(Schema schema, Object value, Place place) {
        if (value == null && schema.nullable()) {
            return;
        }
        if (!fits(schema.type(), value)) {
            String word = word(schema.type());
            String found = "\"" + found(value) + "\"";
            causes.add(
                    Cause.invalid(
                            place.toString(),
                            found,
                            "%s in body must be of type %s: %s".formatted(place, word, found)));
        } else if (value instanceof Map<?, ?> map) {
            checkMap(schema, map, place);
        } else if (value instanceof List<?> list) {
            checkList(schema, list, place);
        } else if (schema.type() == Type.TIME) {
            checkTime((String) value, place);
        }
        if (!schema.rules().none()) {
            causes.addAll(ValueCheck.causes(schema.rules(), value, place.toString()));
        }
    }

    private void checkMap(Schema schema, Map<?, ?> map, Place place) {
        Set<String> required = sorted ? new TreeSet<>(schema.required()) : schema.required();
        for (String name : required) {
            if (!map.containsKey(name)) {
                causes.add(Cause.required(place.field(name).toString(), ""));
            }
        }
        Map<?, ?> fields = sorted ? new TreeMap<>(map) : map;
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            String name = String.valueOf(field.getKey());
            check(schema.property(name), field.getValue(), place.field(name));
        }
    }

    private void checkList(Schema schema, List<?> list, Place place) {
        Set<Object> seen = new HashSet<>();
        int index = 0;
        for (Object element : list) {
            Place at = place.element(index++);
            check(schema.element(), element, at);
            if (schema.sharing() == Sharing.KEYED || schema.sharing() == Sharing.SET) {
                Object key = schema.sharing() == Sharing.SET ? element : keys(schema, element);
                if (!seen.add(key)) {
                    String twice = "Duplicate value: " + go(key);
                    causes.add(new Cause("FieldValueDuplicate", at.toString(), twice));
                }
            }
        }
    }

    private void checkTime(String value, Place place) {
        try {
            OffsetDateTime.parse(value);
        } catch (DateTimeParseException notATime) {
            String found = Json.write(value);
            causes.add(
                    Cause.invalid(
                            place.toString(),
                            found,
                            "%s in body must be of type date-time: %s".formatted(place, found)));
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
}
