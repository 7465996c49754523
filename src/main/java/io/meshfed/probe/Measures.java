package io.meshfed.probe;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** Counts samples as they come. Thread-safe, and of bounded size whatever answers say. */
public final class Measures implements Consumer<Sample> {

    /** Federations are smaller; what answers make up beyond that is counted together. */
    static final int MOST_NAMES = 100;

    /** No mesh is called so: names have no blanks. */
    public static final String OTHERS = "all others";

    private final Histogram latencies = Latencies.histogram();
    private final SortedMap<String, Long> failures = new TreeMap<>();
    private final Map<Dimension, SortedMap<String, Long>> shares = new EnumMap<>(Dimension.class);
    private long sent;

    public Measures() {
        for (Dimension by : Dimension.values()) {
            shares.put(by, new TreeMap<>());
        }
    }

    @Override
    public synchronized void accept(Sample sample) {
        sent++;
        if (!sample.ok()) {
            failures.merge(sample.failure(), 1L, Long::sum);
            return;
        }
        latencies.recordValue(Latencies.micros(sample.latency()));
        shares.forEach((by, counts) -> count(counts, by.of(sample.answerer())));
    }

    private static void count(SortedMap<String, Long> counts, String name) {
        boolean known = counts.containsKey(name) || counts.size() < MOST_NAMES;
        counts.merge(known ? name : OTHERS, 1L, Long::sum);
    }

    public synchronized Measurement soFar() {
        return new Measurement(sent, failures, shares, new Latencies(latencies.copy()));
    }
}
