package io.meshfed.cluster;

import java.time.Duration;
import java.time.Instant;

/** The clock that retries and locks go by, so that tests have one of their own. */
public interface Timekeeper {

    /** Grows steadily, from wherever it began. */
    Duration elapsed();

    /** What the clock on the wall says. */
    Instant now();

    /**
     * @return false as soon as the run is cancelled
     */
    boolean pause(Duration time);

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
