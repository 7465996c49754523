package io.meshfed.steps.verify;

import io.meshfed.model.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plays the writes of a recording one after the other, as a watch would have shown them. */
final class StatusReplay {

    private final Map<String, Map<String, Object>> statuses = new TreeMap<>();

    /** Returns the moment of the write, in seconds from the start. */
    double apply(Map<String, Object> write) {
        String object = Recording.text(write, "mesh") + " " + Recording.text(write, "object");
        String event = Recording.text(write, "event");
        double at = Recording.seconds(Recording.text(write, "at"));
        if (event.startsWith("deleted")) {
            statuses.remove(object);
        } else if (write.get("status") instanceof Map<?, ?> status) {
            statuses.put(object, Recording.real(status));
        } else if (write.containsKey("changed")) {
            Trees.texts(write.get("changed")).forEach(change -> set(statuses.get(object), change));
        } else if (event.startsWith("created")) {
            statuses.put(object, new LinkedHashMap<>());
        }
        return event.contains(" writes until ")
                ? Recording.seconds(event.replaceAll(".* until (T\\+[0-9.]+s) .*", "$1"))
                : at;
    }

    Map<String, Map<String, Object>> statuses() {
        return statuses;
    }

    /** {@code active[0].watch.lastFullSync: T+126s}. */
    @SuppressWarnings("unchecked")
    private static void set(Map<String, Object> status, String change) {
        String[] parts = change.split(": ", 2);
        String[] path = parts[0].split("\\.");
        Object at = status.get("discoveryStatus");
        for (int i = 0; i < path.length - 1; i++) {
            String name = path[i].replaceAll("\\[\\d+]", "");
            at = ((Map<String, Object>) at).get(name);
            if (path[i].endsWith("]")) {
                at = ((List<Object>) at).get(Integer.parseInt(path[i].replaceAll("\\D+", "")));
            }
        }
        ((Map<String, Object>) at).put(path[path.length - 1], Recording.realTimes(parts[1]));
    }
}
