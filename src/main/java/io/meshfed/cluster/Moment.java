package io.meshfed.cluster;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * A moment on both of our own clocks.
 *
 * @param elapsed on the steady clock, which stands still while a machine sleeps
 * @param wall on the one that people set, which does not
 */
public record Moment(Duration elapsed, Instant wall) {

    public Moment {
        requireNonNull(elapsed);
        requireNonNull(wall);
    }

    public static Moment now(Timekeeper time) {
        return new Moment(time.elapsed(), time.now());
    }

    /** By whichever clock says more. */
    public Duration age(Timekeeper time) {
        Duration steady = time.elapsed().minus(elapsed);
        Duration slept = Duration.between(wall, time.now());
        return steady.compareTo(slept) >= 0 ? steady : slept;
    }
}
