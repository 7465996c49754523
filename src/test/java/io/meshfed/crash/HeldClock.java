package io.meshfed.crash;

import io.meshfed.sandbox.mesh.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Virtual time in which controllers hold still while an API server writes. It begins when the
 * process did: certificates are made by the clock on the wall.
 */
final class HeldClock extends VirtualClock {

    private static final Instant BEGIN = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    private final Instant begin;
    private boolean held;

    HeldClock() {
        advanceTo(BEGIN);
        begin = now();
    }

    @Override
    public void run(Runnable task) {
        if (held) {
            after(Duration.ZERO, task);
        } else {
            super.run(task);
        }
    }

    void hold() {
        held = true;
    }

    void release() {
        held = false;
    }

    Duration elapsed() {
        return Duration.between(begin, now());
    }

    /** Until somebody begins again, on a whole second: a few reads more or less do not matter. */
    void rest(Duration gap) {
        advance(rested(elapsed(), gap).minus(elapsed()));
    }

    /** When {@link #rest} is over that begins then. */
    static Duration rested(Duration begun, Duration gap) {
        return begun.plus(gap).plusSeconds(1).minusNanos(1).truncatedTo(ChronoUnit.SECONDS);
    }
}
