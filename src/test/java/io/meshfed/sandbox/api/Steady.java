package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What two runs of the same conversation have in common: all but what the server chooses (UIDs,
 * versions, addresses, tokens) and what the clock says. Nothing here forgives a difference between
 * two servers; that is {@link Differences}.
 */
final class Steady {

    private static final Duration RECENT = Duration.ofDays(2);

    private Steady() {}

    static Object state(Object answer, String namespace) {
        return value("", answer, namespace);
    }

    private static Object value(String key, Object value, String namespace) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((k, v) -> copy.put(text("" + k, namespace), value("" + k, v, namespace)));
            copy.computeIfPresent("name", (k, name) -> generated(copy, "" + name));
            return copy;
        }
        if (value instanceof List<?> list) {
            return ordered(
                    key, list.stream().map(element -> value(key, element, namespace)).toList());
        }
        if (chosen(key, "" + value)) {
            return "…";
        }
        return value instanceof String text ? text(text, namespace) : value;
    }

    private static boolean chosen(String key, String value) {
        return switch (key) {
            case "resourceVersion" -> value.matches("[1-9]\\d*");
            case "clusterIP", "clusterIPs" -> value.matches("(\\d+\\.){3}\\d+");
            case "nodePort" -> value.matches("3[0-2]\\d{3}");
            case "continue", "token" -> value.length() > 10;
            case "cells" -> value.matches("\\d+s"); // an age
            default -> false;
        };
    }

    private static String text(String text, String namespace) {
        return recent(text)
                ? "…"
                : text.replace(namespace, "{ns}")
                        .replaceAll("in record \\(\\d+\\)", "in record (…)")
                        .replaceAll("resource version: \\d+ \\(\\d+\\)", "resource version: … (…)")
                        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "…");
    }

    private static boolean recent(String text) {
        try {
            return text.endsWith("Z")
                    && Duration.between(Instant.parse(text), Instant.now()).abs().compareTo(RECENT)
                            < 0;
        } catch (DateTimeParseException noTime) {
            return false;
        }
    }

    /** A name that the server completed. */
    private static String generated(Map<String, Object> metadata, String name) {
        String prefix = "" + metadata.get("generateName");
        return name.matches("\\Q" + prefix + "\\E[a-z0-9]{5}") ? prefix + "…" : name;
    }

    /** Managers are sorted by time, to the second; causes come out of a Go map. */
    private static Object ordered(String key, List<?> value) {
        Comparator<Map<String, Object>> byText =
                Comparator.comparing(element -> "" + Exchange.sorted(element));
        return switch (key) {
            case "managedFields" ->
                    Trees.objects(value).stream()
                            .sorted(
                                    Comparator.comparing(
                                                    (Map<String, Object> e) ->
                                                            "" + e.get("operation"))
                                            .thenComparing(e -> "" + e.get("manager"))
                                            .thenComparing(byText))
                            .toList();
            // Bindings are kept in no order.
            case "causes", "resourceRules", "nonResourceRules" ->
                    Trees.objects(value).stream().sorted(byText).toList();
            default -> value;
        };
    }
}
