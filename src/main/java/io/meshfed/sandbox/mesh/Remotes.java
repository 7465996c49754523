package io.meshfed.sandbox.mesh;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The inbound connections of one peer, as the istiod that serves them remembers them. */
final class Remotes {

    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    /** When things happened; a moment that never was is absent. */
    private static final class Source {
        private boolean connected;
        private final Map<String, Instant> times = new LinkedHashMap<>();
    }

    private final SortedMap<String, Source> sources = new TreeMap<>();

    void connected(String source, Instant now) {
        Source known = sources.computeIfAbsent(source, ip -> new Source());
        known.connected = true;
        known.times.put("lastConnected", now);
    }

    void disconnected(String source, Instant now) {
        Source known = sources.get(source);
        if (known != null && known.connected) {
            known.connected = false;
            known.times.put("lastDisconnect", now);
        }
    }

    /** A list alone makes no source known: only a watch does. */
    void listed(String source, Instant now) {
        if (sources.containsKey(source)) {
            sources.get(source).times.put("lastFullSync", now);
        }
    }

    void exportsChanged(Instant now) {
        sources.values().stream()
                .filter(source -> source.connected)
                .forEach(source -> source.times.put("lastEvent", now));
    }

    /** Sorted by address. Empty when nobody ever came: then istiod writes no list at all. */
    List<Map<String, Object>> status(Instant now) {
        sources.values()
                .removeIf(
                        source ->
                                !source.connected
                                        && source.times
                                                .get("lastDisconnect")
                                                .plus(REMEMBERED)
                                                .isBefore(now));
        return sources.entrySet().stream().map(e -> entry(e.getKey(), e.getValue())).toList();
    }

    private static Map<String, Object> entry(String ip, Source source) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("connected", source.connected);
        source.times.forEach((field, time) -> entry.put(field, stamp(time)));
        entry.put("source", ip);
        return entry;
    }

    /** Kubernetes times are cut to the second, so they may lie up to one second back. */
    static String stamp(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
