package io.meshfed.sandbox.api;

import io.meshfed.sandbox.api.Schema.Key;
import io.meshfed.sandbox.api.Schema.Sharing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Names the elements of objects and lists as {@code managedFields} does. */
final class PathElements {

    private PathElements() {}

    static String field(String name) {
        return "f:" + name;
    }

    static Map<String, Object> fields(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((key, value) -> named.put(field(String.valueOf(key)), value));
        return named;
    }

    /** Elements of a set or keyed list by their element name, in their order. */
    static Map<String, Object> elements(Schema list, List<?> elements) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (Object element : elements) {
            String name = element(list, element);
            if (named.put(name, element == null ? Map.of() : element) != null) {
                throw ApiError.badRequest("duplicate entries for key %s".formatted(shown(name)));
            }
        }
        return named;
    }

    static String element(Schema list, Object element) {
        if (list.sharing() == Sharing.SET) {
            return "v:" + Json.write(element);
        }
        Map<String, Object> keys = new TreeMap<>();
        for (Key key : list.keys()) {
            Object value = element instanceof Map<?, ?> map ? map.get(key.name()) : null;
            if (value == null && key.byDefault().isEmpty()) {
                throw ApiError.badRequest(
                        "associative list with keys has an element that omits key field \"%s\" (and doesn't have default value)"
                                .formatted(key.name()));
            }
            keys.put(key.name(), value == null ? key.byDefault() : value);
        }
        return "k:" + Json.write(keys);
    }

    /** As conflicts show it: {@code .spec.ports[port=80,protocol="TCP"].name}. */
    static String shown(List<String> path) {
        StringBuilder text = new StringBuilder();
        path.forEach(element -> text.append(shown(element)));
        return text.toString();
    }

    private static String shown(String element) {
        String content = element.substring(2);
        return switch (element.charAt(0)) {
            case 'f' -> "." + content;
            case 'v' -> "[=" + content + "]";
            default -> {
                StringBuilder keys = new StringBuilder();
                Json.object(content)
                        .forEach(
                                (key, value) ->
                                        keys.append(keys.isEmpty() ? "" : ",")
                                                .append(key)
                                                .append('=')
                                                .append(Json.write(value)));
                yield "[" + keys + "]";
            }
        };
    }
}
