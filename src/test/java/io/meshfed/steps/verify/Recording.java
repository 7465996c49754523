package io.meshfed.steps.verify;

import io.meshfed.model.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A recorded scenario: what two real istiods wrote, with times relative to its start. Statuses come
 * out with real times, as from a cluster.
 */
record Recording(Map<String, Object> tree) {

    static final Path DIRECTORY = Path.of("../shared/reference/observed");
    static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    static Recording read(String name) {
        try {
            return new Recording(
                    Trees.object(yaml(Files.readString(DIRECTORY.resolve(name + ".yaml")))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Object yaml(String text) {
        return new Load(LoadSettings.builder().setCodePointLimit(10_000_000).build())
                .loadFromString(text);
    }

    static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    static double seconds(String time) {
        return Double.parseDouble(time.substring("T+".length(), time.length() - 1));
    }

    /** Times of all snapshots, in order. */
    List<Double> snapshots() {
        return Trees.objects(tree, "steps").stream()
                .filter(step -> step.containsKey("snapshot"))
                .map(step -> seconds(String.valueOf(step.get("at"))))
                .toList();
    }

    /** {@code aro ServiceMeshPeer rosa-mesh} to its status; no status is an empty map. */
    Map<String, Map<String, Object>> snapshot(double at) {
        Map<String, Object> statuses = Map.of();
        for (Map<String, Object> step : Trees.objects(tree, "steps")) {
            boolean due = step.containsKey("snapshot") && seconds(text(step, "at")) <= at;
            // A snapshot that only refers to the one before changes nothing.
            if (due && step.get("statuses") instanceof Map<?, ?> map) {
                statuses = Trees.object(map);
            }
        }
        Map<String, Map<String, Object>> found = new TreeMap<>();
        statuses.forEach(
                (mesh, objects) ->
                        Trees.object(objects)
                                .forEach(
                                        (name, status) ->
                                                found.put(mesh + " " + name, real(status))));
        return found;
    }

    /** All writes as they were recorded, in order. */
    List<Map<String, Object>> writes() {
        return Trees.objects(tree, "writes");
    }

    /** When an object was created, last changed but for its status, and its generation. */
    record Life(double created, double changed, long generation) {}

    /** By {@code aro ServiceMeshPeer rosa-mesh}, of the objects that were there at that moment. */
    Map<String, Life> lives(double at) {
        Map<String, Life> lives = new TreeMap<>();
        for (Map<String, Object> write : writes()) {
            double time = seconds(text(write, "at"));
            String object = text(write, "mesh") + " " + text(write, "object");
            String event = text(write, "event");
            if (time > at) {
                continue;
            }
            long generation = generation(event);
            if (event.startsWith("created")) {
                lives.put(object, new Life(time, time, generation));
            } else if (event.startsWith("spec changed")) {
                lives.put(object, new Life(lives.get(object).created(), time, generation));
            } else if (event.startsWith("deleted")) {
                lives.remove(object);
            }
        }
        return lives;
    }

    private static long generation(String event) {
        int at = event.indexOf("(generation ");
        return at < 0 ? 0 : Long.parseLong(event.replaceAll("\\D+", ""));
    }

    static String text(Map<String, Object> map, String key) {
        return String.valueOf(map.get(key));
    }

    static Map<String, Object> real(Object status) {
        return Trees.object(realTimes(status));
    }

    static Object realTimes(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> real = new LinkedHashMap<>();
            map.forEach((key, element) -> real.put(String.valueOf(key), realTimes(element)));
            return real;
        }
        if (value instanceof List<?> list) {
            List<Object> real = new ArrayList<>();
            list.forEach(element -> real.add(realTimes(element)));
            return real;
        }
        if (value instanceof String text && text.matches("T\\+[0-9.]+s")) {
            return at(seconds(text)).toString();
        }
        return value;
    }
}
