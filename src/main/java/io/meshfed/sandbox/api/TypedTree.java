package io.meshfed.sandbox.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What server-side apply does with objects of one schema. Inputs are never changed. */
record TypedTree(Schema schema) {

    /** Every leaf and list element that the object mentions. */
    FieldSet fields(Map<String, Object> object) {
        FieldSet set = FieldSet.empty();
        collect(schema, object, new ArrayList<>(), set);
        return set;
    }

    /** The base with all that the overlay mentions. Nothing is removed. */
    Map<String, Object> merge(Map<String, Object> base, Map<String, Object> overlay) {
        return asObject(merge(schema, base, overlay));
    }

    Map<String, Object> without(Map<String, Object> object, FieldSet fields) {
        return asObject(strip(schema, object, fields));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asObject(Object tree) {
        return (Map<String, Object>) tree;
    }

    private void collect(Schema at, Object value, List<String> path, FieldSet into) {
        Shape shape = Shape.of(at, value);
        if (at.ownedWhole(shape)) {
            into.insert(path);
        } else if (value instanceof Map<?, ?> map) {
            PathElements.fields(map)
                    .forEach(
                            (element, part) -> {
                                String name = element.substring(2);
                                path.add(element);
                                collect(at.property(name), part, path, into);
                                boolean hollow = part == null || Map.of().equals(part);
                                if (hollow || !at.names(name)) {
                                    into.insert(path);
                                }
                                path.remove(path.size() - 1);
                            });
        } else if (value instanceof List<?> list) {
            PathElements.elements(at, list)
                    .forEach(
                            (element, part) -> {
                                path.add(element);
                                collect(at.element(), part, path, into);
                                into.insert(path);
                                path.remove(path.size() - 1);
                            });
        }
    }

    private Object merge(Schema at, Object base, Object overlay) {
        Shape shape = Shape.of(at, overlay);
        if (at.ownedWhole(shape) || base == null || Shape.of(at, base) != shape) {
            return overlay;
        }
        if (shape == Shape.MAP) {
            Map<String, Object> merged = new LinkedHashMap<>(asObject(base));
            if (overlay instanceof Map<?, ?> map) {
                asObject(map)
                        .forEach((k, v) -> merged.put(k, mergePart(at.property(k), merged, k, v)));
            }
            return merged;
        }
        Map<String, Object> merged = PathElements.elements(at, (List<?>) base);
        if (overlay instanceof List<?> list) {
            PathElements.elements(at, list)
                    .forEach((k, v) -> merged.put(k, mergePart(at.element(), merged, k, v)));
        }
        return new ArrayList<>(merged.values());
    }

    private Object mergePart(Schema at, Map<String, Object> merged, String key, Object overlay) {
        return merged.containsKey(key) ? merge(at, merged.get(key), overlay) : overlay;
    }

    /** A map or list that stays though all its parts go is null then, as a real server has it. */
    private Object strip(Schema at, Object value, FieldSet fields) {
        Shape shape = Shape.of(at, value);
        if (at.ownedWhole(shape) || fields.isEmpty()) {
            return value;
        }
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            Map<String, Object> kept = new LinkedHashMap<>();
            PathElements.fields(map)
                    .forEach(
                            (element, part) -> {
                                String name = element.substring(2);
                                stripPart(at.property(name), element, part, fields, kept);
                            });
            Map<String, Object> named = new LinkedHashMap<>();
            kept.forEach((element, part) -> named.put(element.substring(2), part));
            return named.isEmpty() ? null : named;
        }
        if (value instanceof List<?> list && !list.isEmpty()) {
            Map<String, Object> kept = new LinkedHashMap<>();
            PathElements.elements(at, list)
                    .forEach((e, part) -> stripPart(at.element(), e, part, fields, kept));
            return kept.isEmpty() ? null : new ArrayList<>(kept.values());
        }
        return value;
    }

    private void stripPart(
            Schema at, String element, Object part, FieldSet fields, Map<String, Object> kept) {
        if (fields.has(element)) {
            return;
        }
        kept.put(element, strip(at, part, fields.below(element)));
    }
}
