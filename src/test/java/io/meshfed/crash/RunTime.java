package io.meshfed.crash;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.Timekeeper;
import java.time.Duration;
import java.time.Instant;

/** Time as one run has it: it passes at once, and not at all when the process has ended. */
final class RunTime implements Timekeeper {

    private final HeldClock clock;
    private final Line line;
    private final Cancellation cancellation;
    private Runnable beat = () -> {};
    private boolean beating;

    RunTime(HeldClock clock, Line line, Cancellation cancellation) {
        this.clock = clock;
        this.line = line;
        this.cancellation = cancellation;
    }

    /** What goes on beside the run as long as time passes in it. */
    void beats(Runnable next) {
        beat = next;
    }

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
        beat();
        return !cancellation.isCancelled();
    }

    /** A beat may have to wait itself. */
    private void beat() {
        if (!beating) {
            beating = true;
            try {
                beat.run();
            } finally {
                beating = false;
            }
        }
    }

    @Override
    public double chance() {
        return 0.5;
    }
}
