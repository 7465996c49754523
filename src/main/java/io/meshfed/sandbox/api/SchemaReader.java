package io.meshfed.sandbox.api;

import io.meshfed.sandbox.api.Schema.Key;
import io.meshfed.sandbox.api.Schema.Sharing;
import io.meshfed.sandbox.api.Schema.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the short notation of {@code kinds.yaml}. A word is a type, a list of one element is a list
 * owned whole, a map has properties. Marks after a key: {@code !} required, {@code ?} may be null,
 * {@code =} owned whole; behind them {@code <>} for a set, {@code <a,b=TCP>} for a list keyed by a
 * and b, b being TCP when absent. The key {@code "*"} types the other entries of a map, {@code
 * "..."} keeps them.
 */
final class SchemaReader {

    private static final Pattern KEY = Pattern.compile("([^!?=<]+)([!?=]*)(<[^>]*>)?");

    private final Map<String, Object> shared;

    /**
     * @param shared schemas that others refer to as {@code $name}
     */
    SchemaReader(Map<String, Object> shared) {
        this.shared = shared;
    }

    Schema read(Object notation) {
        if (notation instanceof String word) {
            return word(word);
        }
        if (notation instanceof List<?> list) {
            return list(Sharing.ATOMIC, read(list.get(0)), List.of());
        }
        Map<String, Schema> properties = new LinkedHashMap<>();
        Set<String> required = new HashSet<>();
        List<Schema> values = new ArrayList<>();
        boolean open = false;
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) notation).entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (key.equals("...")) {
                open = true;
            } else if (key.equals("*")) {
                values.add(read(entry.getValue()));
            } else {
                Matcher marks = KEY.matcher(key);
                if (!marks.matches()) {
                    throw new IllegalArgumentException("cannot read the key '" + key + "'");
                }
                properties.put(marks.group(1), property(marks, entry.getValue()));
                if (marks.group(2).contains("!")) {
                    required.add(marks.group(1));
                }
            }
        }
        return new Schema(
                Type.OBJECT,
                Sharing.GRANULAR,
                false,
                open,
                properties,
                required,
                values,
                List.of(),
                ValueRules.NONE);
    }

    private Schema property(Matcher marks, Object notation) {
        Schema schema = read(notation);
        if (marks.group(3) != null) {
            List<Key> keys = keys(marks.group(3));
            schema = list(keys.isEmpty() ? Sharing.SET : Sharing.KEYED, schema, keys);
        }
        if (marks.group(2).contains("=")) {
            schema = schema.shared(Sharing.ATOMIC);
        }
        return marks.group(2).contains("?") ? schema.asNullable() : schema;
    }

    private Schema word(String word) {
        if (word.startsWith("$")) {
            return read(shared.get(word.substring(1)));
        }
        if (word.equals("any")) {
            return Schema.ANY;
        }
        return Schema.scalar(Type.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    private static List<Key> keys(String marks) {
        List<Key> keys = new ArrayList<>();
        for (String part : marks.substring(1, marks.length() - 1).split(",")) {
            if (!part.isEmpty()) {
                String[] nameAndDefault = part.split("=", 2);
                keys.add(
                        new Key(
                                nameAndDefault[0],
                                nameAndDefault.length > 1 ? nameAndDefault[1] : ""));
            }
        }
        return keys;
    }

    private static Schema list(Sharing sharing, Schema element, List<Key> keys) {
        return new Schema(
                Type.LIST,
                sharing,
                false,
                false,
                Map.of(),
                Set.of(),
                List.of(element),
                keys,
                ValueRules.NONE);
    }
}
