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
 * Reads one cell: {@code .a.b}, {@code .a[?(@.type=="Ready")].b}, {@code .a[*].b} for all of a
 * list, or {@code #.a} for how many there are. {@code |x} says what an empty cell shows, and {@code
 * .a/.b} shows two with a stroke between.
 */
final class ColumnPath {

    private static final Pattern STROKE = Pattern.compile("/(?=[.#])");

    private static final Pattern STEP =
            Pattern.compile(
                    "\\.([A-Za-z0-9]+)(\\[\\*]|\\[\\?\\(@\\.([A-Za-z]+)==\"([^\"]*)\"\\)])?");

    private ColumnPath() {}

    static Object read(Map<String, Object> object, String path) {
        Matcher stroke = STROKE.matcher(path);
        if (stroke.find()) {
            return read(object, path.substring(0, stroke.start()))
                    + "/"
                    + read(object, path.substring(stroke.end()));
        }
        int otherwise = path.indexOf('|');
        if (otherwise < 0) {
            return readOne(object, path);
        }
        Object read = readOne(object, path.substring(0, otherwise));
        return "".equals(read) ? path.substring(otherwise + 1) : read;
    }

    private static Object readOne(Map<String, Object> object, String path) {
        boolean count = path.startsWith("#");
        Object at = object;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            at = Json.part(at).get(step.group(1));
            if ("[*]".equals(step.group(2))) {
                String rest = path.substring(step.end());
                return Trees.objects(at).stream()
                        .map(element -> String.valueOf(readOne(element, rest)))
                        .collect(Collectors.joining(","));
            }
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
        if (value instanceof Map) {
            return selector(Trees.object(value));
        }
        if (!(value instanceof List<?> list)) {
            return value == null ? "" : value;
        }
        List<Map<String, Object>> objects = Trees.objects(list);
        if (objects.isEmpty()) {
            return Json.write(list);
        }
        List<String> parts = new ArrayList<>();
        objects.forEach(element -> parts.add(element(element)));
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(","));
    }

    private static String selector(Map<String, Object> labels) {
        return labels.entrySet().stream()
                .filter(label -> label.getValue() instanceof String)
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .collect(Collectors.joining(","));
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
