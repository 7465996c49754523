package io.meshfed.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The clock that a run goes by, and the only one that it waits on, so that a proof can have one of
 * its own. Thread-safe.
 */
public interface Timekeeper {

    /** Grows steadily, from wherever it began. */
    Duration elapsed();

    /** What the clock on the wall says. */
    Instant now();

    /**
     * Lets the time pass.
     *
     * @return false as soon as the run is cancelled
     */
    boolean pause(Duration time);

    /**
     * Does something beside the run, again and again, until that is closed.
     *
     * @param name of who does it, for whoever looks at a process
     * @param task throws nothing
     */
    default Beat beside(String name, Duration every, Runnable task) {
        return Beat.of(name, every, task);
    }

    /** At least 0 and below 1: spreads what many would otherwise do at the same moment. */
    default double chance() {
        return ThreadLocalRandom.current().nextDouble();
    }

    static Timekeeper real(Cancellation cancellation) {
        return new Timekeeper() {
            @Override
            public Duration elapsed() {
                return Duration.ofNanos(System.nanoTime());
            }

            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public boolean pause(Duration time) {
                return cancellation.await(time);
            }
        };
    }
}
