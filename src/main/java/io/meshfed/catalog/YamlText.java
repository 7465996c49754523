package io.meshfed.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes trees as YAML in one form for ever: generated files are compared byte by byte, so no
 * library may decide how they look.
 */
final class YamlText {

    private static final int WIDTH = 120;

    /** What no reader, of YAML 1.1 or 1.2, takes for anything but a string. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z/$][A-Za-z0-9 _./@()$,;=+-]*(:[A-Za-z0-9/_.@()$-]+)*");

    private static final Pattern OPTION = Pattern.compile("--[a-z0-9-]+=[A-Za-z0-9_./$()=@-]*");
    private static final Set<String> WORDS =
            Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private final StringBuilder text = new StringBuilder();

    private YamlText() {}

    /**
     * @param header comment lines
     */
    static String of(List<String> header, Map<String, Object> tree) {
        YamlText yaml = new YamlText();
        header.forEach(line -> yaml.text.append("# ").append(line).append('\n'));
        yaml.map(tree, 0, "");
        return yaml.text.toString();
    }

    private void map(Map<?, ?> map, int depth, String first) {
        String lead = first;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(lead.isEmpty() ? indent(depth) : lead).append(entry.getKey()).append(':');
            lead = "";
            value(entry.getValue(), depth);
        }
    }

    private void value(Object value, int depth) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            text.append('\n');
            map(map, depth + 2, "");
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            text.append('\n');
            list.forEach(item -> item(item, depth + 2));
        } else if (value instanceof Folded folded) {
            folded(folded, depth + 2);
        } else {
            text.append(' ').append(scalar(value)).append('\n');
        }
    }

    private void item(Object item, int depth) {
        String dash = indent(depth) + "- ";
        if (item instanceof Map<?, ?> map) {
            map(map, depth + 2, dash);
        } else {
            text.append(dash).append(scalar(item)).append('\n');
        }
    }

    /** Paragraphs, broken into lines that a reader joins again. */
    record Folded(List<String> paragraphs) {
        Folded {
            paragraphs = List.copyOf(paragraphs);
        }
    }

    private void folded(Folded folded, int depth) {
        text.append(" >-\n");
        boolean begun = false;
        for (String paragraph : folded.paragraphs()) {
            text.append(begun ? "\n" : "");
            begun = true;
            for (String line : Paragraphs.wrapped(paragraph, WIDTH - depth)) {
                text.append(indent(depth)).append(line).append('\n');
            }
        }
    }

    static String scalar(Object value) {
        if (value instanceof String string) {
            return plain(string) ? string : quoted(string);
        }
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            return value instanceof List<?> ? "[]" : "{}";
        }
        return String.valueOf(value);
    }

    private static boolean plain(String string) {
        return (PLAIN.matcher(string).matches() || OPTION.matcher(string).matches())
                && !string.endsWith(" ")
                && !WORDS.contains(string.toLowerCase(java.util.Locale.ROOT));
    }

    private static String quoted(String string) {
        return '"' + string.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private static String indent(int depth) {
        return " ".repeat(depth);
    }
}
