package io.meshfed.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Careful looks into JSON that somebody else wrote: what has the wrong shape is absent, nothing
 * throws.
 */
public final class Trees {

    private Trees() {}

    public static Optional<Object> value(Map<String, Object> tree, String... path) {
        Object at = tree;
        for (String key : path) {
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
            if (at == null) {
                return Optional.empty();
            }
        }
        return Optional.of(at);
    }

    public static Optional<String> text(Map<String, Object> tree, String... path) {
        return value(tree, path).filter(String.class::isInstance).map(String.class::cast);
    }

    public static boolean flag(Map<String, Object> tree, String... path) {
        return value(tree, path).filter(Boolean.TRUE::equals).isPresent();
    }

    public static List<Map<String, Object>> objects(Map<String, Object> tree, String... path) {
        return value(tree, path).map(Trees::objects).orElse(List.of());
    }

    public static Map<String, Object> object(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Map.of();
        }
        Map<String, Object> typed = new LinkedHashMap<>();
        map.forEach((key, element) -> typed.put(String.valueOf(key), element));
        return typed;
    }

    public static List<Map<String, Object>> objects(Object value) {
        List<Map<String, Object>> found = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?>) {
                    found.add(object(element));
                }
            }
        }
        return found;
    }

    /** The strings of a list of strings. */
    public static List<String> texts(Object value) {
        List<String> found = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof String text) {
                    found.add(text);
                }
            }
        }
        return found;
    }
}
