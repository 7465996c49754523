package io.meshfed.sandbox.traffic;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long a request and its answer are under way between two clusters. */
final class Latencies {

    private record Between(String from, String to) {}

    private final Map<Between, Long> known = new ConcurrentHashMap<>();

    void set(String one, String other, long millis) {
        known.put(new Between(one, other), millis);
        known.put(new Between(other, one), millis);
    }

    long millis(String from, String to) {
        return known.isEmpty() ? 0 : known.getOrDefault(new Between(from, to), 0L);
    }
}
