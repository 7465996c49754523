package io.meshfed.sandbox.traffic;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts who was asked, and how often by a copy of a request. */
final class Tally {

    private final Map<Asked, LongAdder> counts = new ConcurrentHashMap<>();

    private final Map<String, AtomicLong> pods = new ConcurrentHashMap<>();

    private record Asked(String mesh, String version, boolean copy) {}

    void count(String mesh, String version, boolean copy) {
        counts.computeIfAbsent(new Asked(mesh, version, copy), none -> new LongAdder()).increment();
    }

    /** The number of a request to a pod, from 1. */
    long next(String pod) {
        return pods.computeIfAbsent(pod, none -> new AtomicLong()).incrementAndGet();
    }

    /** How many requests workloads of a mesh got. */
    long of(String mesh, boolean copies) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().mesh().equals(mesh))
                .filter(entry -> entry.getKey().copy() == copies)
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    /** In a fixed order, as lines {@code mesh version requests|copies count}. */
    Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach(
                (asked, count) ->
                        all.put(
                                "%s %s %s"
                                        .formatted(
                                                asked.mesh(),
                                                asked.version(),
                                                asked.copy() ? "copies" : "requests"),
                                count.sum()));
        return all;
    }
}
