package io.meshfed.sandbox.mesh;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A status without what differs from run to run: names of pods, addresses and moments. The moments
 * stand apart, as seconds.
 */
record StatusShape(Map<String, String> fields, Map<String, Double> times) {

    static ResourceType kind(String name) {
        return Stream.of(Kinds.PEER, Kinds.EXPORT_SET, Kinds.IMPORT_SET)
                .filter(type -> type.kind().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static StatusShape recorded(Map<String, Object> status) {
        return new Reader(StatusShape::ofRecording).read(status);
    }

    static StatusShape written(Map<String, Object> status, Instant start) {
        return new Reader(text -> Duration.between(start, Instant.parse(text)).toMillis() / 1000.0)
                .read(status);
    }

    private static double ofRecording(String text) {
        return Recording.second(text);
    }

    /** The fields in one line, without the times and without what is said already by the others. */
    String brief() {
        String line =
                fields.entrySet().stream()
                        .filter(field -> !times.containsKey(field.getKey()))
                        .filter(field -> !field.getValue().equals("some"))
                        .filter(field -> !field.getValue().matches("list of [1-9].*"))
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining(", "));
        return shorter(line)
                .replace("connected=true", "up")
                .replace("connected=false", "down")
                .replaceAll("=list of 0", " empty");
    }

    /** Loses nothing that tells two statuses apart. */
    static String shorter(String line) {
        return line.replace(".discoveryStatus.", "")
                .replace("[0].", " ")
                .replaceAll("Get .{0,120}/watch\": (dial tcp)", "$1")
                .replace("lastDisconnectStatus=", "")
                .replaceAll(
                        "\\.\\w+(\\[\\d+]\\.| )exportedName=(\\S+), \\S+ ?localService.hostname=(\\S*),"
                                + " \\S+ ?localService.name=(\\S*), \\S+ ?localService.namespace=([^\\s,]*)",
                        "$2 as $3 of $5/$4");
    }

    List<String> differencesTo(StatusShape actual, String where, double tolerance) {
        List<String> found = new ArrayList<>();
        if (!fields.equals(actual.fields)) {
            Map<String, String> onlyThere = new TreeMap<>(fields);
            onlyThere.entrySet().removeAll(actual.fields.entrySet());
            Map<String, String> onlyHere = new TreeMap<>(actual.fields);
            onlyHere.entrySet().removeAll(fields.entrySet());
            found.add("%s: recorded %s, here %s".formatted(where, onlyThere, onlyHere));
            return found;
        }
        times.forEach(
                (path, second) -> {
                    double here = actual.times.get(path);
                    if (Math.abs(here - second) > tolerance) {
                        found.add(
                                "%s %s: recorded %s, here %s".formatted(where, path, second, here));
                    }
                });
        return found;
    }

    private interface Seconds {
        double of(String text);
    }

    private static final class Reader {
        private final Seconds seconds;
        private final Map<String, String> fields = new TreeMap<>();
        private final Map<String, Double> times = new TreeMap<>();

        Reader(Seconds seconds) {
            this.seconds = seconds;
        }

        StatusShape read(Map<String, Object> status) {
            walk("", status);
            return new StatusShape(fields, times);
        }

        private void walk(String path, Object value) {
            if (value instanceof Map<?, ?>) {
                Trees.object(value).forEach((key, part) -> walk(path + "." + key, part));
            } else if (value instanceof List<?> list) {
                fields.put(path, "list of " + list.size());
                for (int i = 0; i < list.size(); i++) {
                    walk(path + "[" + i + "]", list.get(i));
                }
            } else {
                leaf(path, String.valueOf(value));
            }
        }

        private void leaf(String path, String text) {
            String name = path.substring(path.lastIndexOf('.') + 1);
            if (name.equals("pod") || name.equals("source")) {
                fields.put(path, "some");
            } else if (name.equals("lastDisconnectStatus")) {
                fields.put(
                        path,
                        text.replaceAll("dial tcp [0-9.]+:", "dial tcp IP:")
                                .replaceAll("(lookup \\S+) on .*", "$1 on ..."));
            } else if (name.startsWith("last")) {
                fields.put(path, "a time");
                times.put(path, seconds.of(text));
            } else {
                fields.put(path, text);
            }
        }
    }
}
