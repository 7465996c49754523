package io.meshfed.probe;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a load brought to light.
 *
 * @param sent requests that came to an end, one way or the other
 * @param failures how many by why, most first is left to whoever shows them
 * @param shares answers by who gave them; the empty name stands for answers that do not say
 * @param latencies of what was answered
 */
public record Measurement(
        long sent,
        SortedMap<String, Long> failures,
        Map<Dimension, SortedMap<String, Long>> shares,
        Latencies latencies) {

    public Measurement {
        failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
        Map<Dimension, SortedMap<String, Long>> copy = new EnumMap<>(Dimension.class);
        shares.forEach(
                (by, counts) ->
                        copy.put(by, Collections.unmodifiableSortedMap(new TreeMap<>(counts))));
        shares = Collections.unmodifiableMap(copy);
        requireNonNull(latencies);
    }

    public long answered() {
        return latencies.count();
    }

    public long failed(FailureKind kind) {
        return failures.getOrDefault(kind.label(), 0L);
    }

    public long answeredBy(Dimension by, String name) {
        return shares.getOrDefault(by, new TreeMap<>()).getOrDefault(name, 0L);
    }

    /** Answers that took longer, and requests that were given up as too slow. */
    public long slowerThan(Duration limit) {
        return latencies.slowerThan(limit)
                + failed(FailureKind.TIMEOUT)
                + failed(FailureKind.NOT_SENT);
    }

    /** Of those sent, in percent; zero when nothing was sent. */
    public double successPercent() {
        return percent(answered(), sent);
    }

    /** Zero of nothing. */
    public static double percent(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }
}
