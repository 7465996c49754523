package io.meshfed.probe;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** How long answers took, to the tenth of a percent, from one microsecond to an hour. */
public final class Latencies {

    static final int DIGITS = 3;
    static final long HIGHEST = Duration.ofHours(1).toNanos() / 1000;

    private final Histogram micros;

    Latencies(Histogram micros) {
        this.micros = micros;
    }

    static Histogram histogram() {
        return new Histogram(HIGHEST, DIGITS);
    }

    static long micros(Duration latency) {
        return Math.min(HIGHEST, Math.max(1, latency.toNanos() / 1000));
    }

    public long count() {
        return micros.getTotalCount();
    }

    /**
     * What so many percent of the answers did not exceed.
     *
     * @return zero when there was no answer
     */
    public Duration percentile(double percent) {
        return count() == 0 ? Duration.ZERO : of(micros.getValueAtPercentile(percent));
    }

    public Duration max() {
        return count() == 0 ? Duration.ZERO : of(micros.getMaxValue());
    }

    /** How many took longer. */
    public long slowerThan(Duration limit) {
        long above = micros.highestEquivalentValue(micros(limit)) + 1;
        return above > HIGHEST || count() == 0
                ? 0
                : micros.getCountBetweenValues(above, micros.highestEquivalentValue(HIGHEST));
    }

    private static Duration of(long micros) {
        return Duration.ofNanos(micros * 1000);
    }
}
