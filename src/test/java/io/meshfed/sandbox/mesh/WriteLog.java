package io.meshfed.sandbox.mesh;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every write to the federation objects of two meshes, object by object. Writes that moved nothing
 * but times belong to the phase that they follow: the recordings keep only the last of such a row.
 */
final class WriteLog {

    private static final Set<String> KINDS =
            Set.of(Kinds.PEER.kind(), Kinds.EXPORT_SET.kind(), Kinds.IMPORT_SET.kind());
    private static final Pattern ROW = Pattern.compile("(\\d+) writes until T([-+0-9.]+)s .*");

    /**
     * What an object was for some time.
     *
     * @param what what happened, or the status without its times
     * @param times which times the status had when it became so
     * @param begin seconds since the start
     * @param end when it was last written so
     */
    record Phase(String what, Set<String> times, double begin, double end, int writes) {

        private Phase with(double until, int more) {
            return new Phase(what, times, begin, Math.max(end, until), writes + more);
        }
    }

    private final Map<String, List<Phase>> objects = new TreeMap<>();

    /** The status that each object has, without its times. */
    private final Map<String, String> shapes = new TreeMap<>();

    Map<String, List<Phase>> objects() {
        return objects;
    }

    static WriteLog recorded(Map<String, Object> recording) {
        WriteLog log = new WriteLog();
        for (Map<String, Object> write : Trees.objects(recording, "writes")) {
            String object = write.get("mesh") + " " + write.get("object");
            double at = Recording.second(String.valueOf(write.get("at")));
            String event = String.valueOf(write.get("event"));
            Matcher row = ROW.matcher(event);
            if (row.matches()) {
                log.more(object, Double.parseDouble(row.group(2)), Integer.parseInt(row.group(1)));
            } else if (event.endsWith("only these times changed")) {
                log.more(object, at, 1);
            } else if (event.startsWith("status written")) {
                log.status(object, at, StatusShape.recorded(Manifests.part(write, "status")));
            } else {
                log.event(object, at, event);
            }
        }
        return log;
    }

    /** What is written from now on. */
    static WriteLog of(TwoMeshes meshes, Instant start) {
        WriteLog log = new WriteLog();
        meshes.stores.forEach(
                (mesh, store) -> {
                    Map<String, Map<String, Object>> before = new LinkedHashMap<>();
                    store.onChange(
                            event -> {
                                if (KINDS.contains(event.type().kind())) {
                                    double at =
                                            Duration.between(start, meshes.clock.now()).toMillis()
                                                    / 1000.0;
                                    log.follow(mesh, before, event, at, start);
                                }
                            });
                });
        return log;
    }

    private void follow(
            String mesh,
            Map<String, Map<String, Object>> before,
            ObjectEvent event,
            double at,
            Instant start) {
        Map<String, Object> now = event.object();
        String object = "%s %s %s".formatted(mesh, event.type().kind(), Manifests.name(now));
        Map<String, Object> last = before.getOrDefault(object, Map.of());
        before.put(object, now);
        boolean statusOnly = !Manifests.part(last, "status").equals(Manifests.part(now, "status"));
        switch (event.kind()) {
            case ADDED -> event(object, at, "created (generation 1)");
            case DELETED -> event(object, at, "deleted");
            case MODIFIED -> {
                if (statusOnly) {
                    status(object, at, StatusShape.written(Manifests.part(now, "status"), start));
                } else {
                    long generation = Manifests.generation(now);
                    event(object, at, "spec changed (generation %d)".formatted(generation));
                }
            }
        }
    }

    private void event(String object, double at, String what) {
        if (!what.startsWith("spec")) {
            shapes.remove(object);
        }
        phases(object).add(new Phase(what, Set.of(), at, at, 1));
    }

    private void status(String object, double at, StatusShape shape) {
        String what = shape.brief();
        if (what.equals(shapes.put(object, what))) {
            more(object, at, 1);
        } else {
            phases(object).add(new Phase(what, shape.times().keySet(), at, at, 1));
        }
    }

    private void more(String object, double until, int more) {
        List<Phase> phases = phases(object);
        phases.set(phases.size() - 1, last(object).with(until, more));
    }

    private Phase last(String object) {
        List<Phase> phases = phases(object);
        return phases.get(phases.size() - 1);
    }

    private List<Phase> phases(String object) {
        return objects.computeIfAbsent(object, none -> new ArrayList<>());
    }
}
