package io.meshfed.crash;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.Timekeeper;
import java.time.Duration;
import java.time.Instant;

/** Time as one run has it: it passes at once, and not at all when the process has ended. */
record RunTime(HeldClock clock, Line line, Cancellation cancellation) implements Timekeeper {

    @Override
    public Duration elapsed() {
        return clock.elapsed();
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public boolean pause(Duration time) {
        line.requireAlive();
        clock.advance(time);
        return !cancellation.isCancelled();
    }

    @Override
    public double chance() {
        return 0.5;
    }
}
