package io.meshfed.testing;

import io.meshfed.cluster.Timekeeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Time that passes as it does, under a clock on the wall that somebody has set. */
record SetClock(Timekeeper real, Clock wall) implements Timekeeper {

    @Override
    public Duration elapsed() {
        return real.elapsed();
    }

    @Override
    public Instant now() {
        return wall.instant();
    }

    @Override
    public boolean pause(Duration time) {
        return real.pause(time);
    }
}
