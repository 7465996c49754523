package io.meshfed.tekton;

import io.meshfed.cluster.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a manifest as YAML that every reader takes for the same: what one of them might take for a
 * number, a truth value or syntax stands in quotes.
 */
public final class ManifestYaml {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");

    /** To readers of YAML 1.1, kubectl among them. */
    private static final Set<String> NO_TEXT =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private ManifestYaml() {}

    public static List<String> of(Map<String, Object> tree) {
        List<String> lines = new ArrayList<>();
        tree.forEach((key, value) -> entry(lines, "", key, value));
        return lines;
    }

    private static void entry(List<String> lines, String indent, String key, Object value) {
        String head = indent + scalar(key) + ":";
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            lines.add(head);
            map.forEach((k, v) -> entry(lines, indent + "  ", String.valueOf(k), v));
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            lines.add(head);
            list.forEach(element -> element(lines, indent + "  ", element));
        } else {
            lines.add(head + " " + scalar(value));
        }
    }

    private static void element(List<String> lines, String indent, Object element) {
        if (element instanceof Map<?, ?> map && !map.isEmpty()) {
            List<String> inner = new ArrayList<>();
            map.forEach((k, v) -> entry(inner, "", String.valueOf(k), v));
            for (int i = 0; i < inner.size(); i++) {
                lines.add(indent + (i == 0 ? "- " : "  ") + inner.get(i));
            }
        } else {
            lines.add(indent + "- " + scalar(element));
        }
    }

    private static String scalar(Object value) {
        if (value instanceof Map) {
            return "{}";
        }
        if (value instanceof List) {
            return "[]";
        }
        if (!(value instanceof String text)) {
            return String.valueOf(value);
        }
        boolean plain =
                PLAIN.matcher(text).matches() && !NO_TEXT.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : quoted(text);
    }

    /** A JSON string is a YAML string. */
    private static String quoted(String text) {
        String json = Json.write(Map.of("", text));
        return json.substring(json.indexOf(':') + 1, json.length() - 1);
    }
}
