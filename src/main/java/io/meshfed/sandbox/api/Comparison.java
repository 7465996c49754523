package io.meshfed.sandbox.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which fields differ between two versions of an object. */
record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {

    /** Stands for "not there", since null is a value in JSON. */
    private static final Object ABSENT = new Object();

    static Comparison of(Schema schema, Map<String, Object> before, Map<String, Object> after) {
        Comparison result = new Comparison(FieldSet.empty(), FieldSet.empty(), FieldSet.empty());
        result.walk(schema, before, after, new ArrayList<>());
        return result;
    }

    boolean same() {
        return added.isEmpty() && modified.isEmpty() && removed.isEmpty();
    }

    FieldSet taken() {
        return added.union(modified);
    }

    Comparison without(FieldSet ignored) {
        return new Comparison(
                added.minusTrees(ignored),
                modified.minusTrees(ignored),
                removed.minusTrees(ignored));
    }

    private void walk(Schema schema, Object before, Object after, List<String> path) {
        if (before == after) {
            return; // versions of an object share what did not change
        }
        Shape shape = Shape.of(schema, after == ABSENT || after == null ? seen(before) : after);
        boolean compound = !schema.ownedWhole(shape) && !(hollow(before) && hollow(after));
        if (!compound) {
            leaf(before, after, path);
            return;
        }
        Map<String, ?> old = parts(schema, shape, before);
        Map<String, ?> now = parts(schema, shape, after);
        Set<String> elements = new LinkedHashSet<>(old.keySet());
        elements.addAll(now.keySet());
        for (String element : elements) {
            Schema below =
                    shape == Shape.MAP ? schema.property(element.substring(2)) : schema.element();
            path.add(element);
            walk(below, get(old, element), get(now, element), path);
            path.remove(path.size() - 1);
        }
        if (before == ABSENT) {
            added.insert(path);
        } else if (after == ABSENT) {
            removed.insert(path);
        }
    }

    private void leaf(Object before, Object after, List<String> path) {
        if (before == ABSENT) {
            added.insert(path);
        } else if (after == ABSENT) {
            removed.insert(path);
        } else if (!Objects.equals(before, after)) {
            modified.insert(path);
        }
    }

    private static Object get(Map<String, ?> parts, String element) {
        return parts.containsKey(element) ? parts.get(element) : ABSENT;
    }

    private static Object seen(Object value) {
        return value == ABSENT ? null : value;
    }

    /** Empty, null or absent: there is nothing to descend into. */
    private static boolean hollow(Object value) {
        return value == ABSENT
                || value == null
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof List<?> list && list.isEmpty();
    }

    private static Map<String, ?> parts(Schema schema, Shape shape, Object value) {
        if (shape == Shape.MAP && value instanceof Map<?, ?> map) {
            return PathElements.fields(map);
        }
        if (shape == Shape.LIST && value instanceof List<?> list) {
            return PathElements.elements(schema, list);
        }
        return Map.of();
    }
}
