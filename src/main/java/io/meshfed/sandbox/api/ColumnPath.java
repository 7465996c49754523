package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads one cell: {@code .a.b}, {@code .a[?(@.type=="Ready")].b}, or {@code #.a} for how many there
 * are.
 */
final class ColumnPath {

    private static final Pattern STEP =
            Pattern.compile("\\.([A-Za-z0-9]+)(\\[\\?\\(@\\.([A-Za-z]+)==\"([^\"]*)\"\\)])?");

    private ColumnPath() {}

    static Object read(Map<String, Object> object, String path) {
        boolean count = path.startsWith("#");
        Object at = object;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            at = Json.part(at).get(step.group(1));
            if (step.group(2) != null) {
                at = first(at, step.group(3), step.group(4));
            }
        }
        return count ? (Object) size(at) : cell(at);
    }

    private static Object first(Object list, String field, String value) {
        return Trees.objects(list).stream()
                .filter(element -> Objects.equals(element.get(field), value))
                .findFirst()
                .orElse(Map.of());
    }

    private static long size(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        return value instanceof List<?> list ? list.size() : 0;
    }

    private static Object cell(Object value) {
        if (!(value instanceof List<?> list)) {
            return value == null || value instanceof Map ? "" : value;
        }
        List<Map<String, Object>> objects = Trees.objects(list);
        if (objects.isEmpty()) {
            return Json.write(list);
        }
        List<String> parts = new ArrayList<>();
        objects.forEach(element -> parts.add(element(element)));
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(","));
    }

    /** Ports as 80/TCP, ingress points by hostname or IP. */
    private static String element(Map<String, Object> element) {
        if (element.containsKey("port")) {
            Object node = element.get("nodePort");
            return element.get("port")
                    + (node == null ? "" : ":" + node)
                    + "/"
                    + element.get("protocol");
        }
        return String.valueOf(element.getOrDefault("hostname", element.getOrDefault("ip", "")));
    }
}
