package io.meshfed.tekton;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.Trees;
import io.meshfed.tekton.PipelineDefinition.Param;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads the value of one param as its type wants it: a text as it is, a list {@code a,b}, an object
 * {@code key:value,key:value}. A list or an object may also be JSON, for values with commas.
 */
final class ParamText {

    /** Takes a sentence with its words. */
    @FunctionalInterface
    interface Problems {
        void add(String format, Object... words);
    }

    private final Param param;
    private final Problems problems;

    ParamText(Param param, Problems problems) {
        this.param = param;
        this.problems = problems;
    }

    /** A text, a list of texts or a map of texts; of something wrong, whatever could be read. */
    Object value(List<String> typed) {
        return switch (param.type()) {
            case STRING -> text(typed);
            case ARRAY -> list(typed);
            case OBJECT -> object(typed);
        };
    }

    private String text(List<String> typed) {
        once(typed);
        String value = typed.get(0);
        if (!param.values().isEmpty() && !param.values().contains(value)) {
            problems.add(
                    "param '%s' is '%s', and may only be one of %s",
                    param.name(), value, String.join(", ", param.values()));
        }
        return value;
    }

    /** Given several times, the lists are joined. */
    private List<String> list(List<String> typed) {
        List<String> values = new ArrayList<>();
        for (String text : typed) {
            if (text.startsWith("[")) {
                values.addAll(listOfJson(text));
            } else if (!text.isEmpty()) {
                values.addAll(Arrays.asList(text.split(",", -1)));
            }
        }
        return values;
    }

    private List<String> listOfJson(String text) {
        Object list = json("{\"list\":" + text + "}").getOrDefault("list", List.of());
        List<String> values = Trees.texts(list);
        if (!(list instanceof List<?> all) || values.size() != all.size() || all.isEmpty()) {
            problems.add(
                    "param '%s' is an array, and '%s' is no list of texts", param.name(), text);
        }
        return values;
    }

    private Map<String, String> object(List<String> typed) {
        once(typed);
        String text = typed.get(0);
        Map<String, String> values = text.startsWith("{") ? objectOfJson(text) : pairs(text);
        TreeSet<String> missing = new TreeSet<>(param.keys());
        missing.removeAll(values.keySet());
        if (!missing.isEmpty()) {
            problems.add(
                    "param '%s' is an object, and lacks %s",
                    param.name(), String.join(", ", missing));
        }
        return values;
    }

    private Map<String, String> pairs(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.split(",")) {
            int sign = pair.indexOf(':');
            if (sign < 1) {
                problems.add(
                        "param '%s' is an object, and '%s' is not of the form KEY:VALUE,KEY:VALUE",
                        param.name(), text);
                return values;
            }
            values.put(pair.substring(0, sign).strip(), pair.substring(sign + 1));
        }
        return values;
    }

    private Map<String, String> objectOfJson(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, Object> read = json(text);
        read.forEach(
                (key, value) -> {
                    if (value instanceof String word) {
                        values.put(key, word);
                    }
                });
        if (values.isEmpty() || values.size() != read.size()) {
            problems.add(
                    "param '%s' is an object, and '%s' is no JSON object of texts",
                    param.name(), text);
        }
        return values;
    }

    private static Map<String, Object> json(String text) {
        try {
            return Json.readObject(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException notJson) {
            return Map.of();
        }
    }

    private void once(List<String> typed) {
        if (typed.size() > 1) {
            problems.add("param '%s' is given twice", param.name());
        }
    }
}
