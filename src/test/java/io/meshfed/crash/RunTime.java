package io.meshfed.crash;

import io.meshfed.cluster.Beat;
import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Time as one run has it: it passes at once, and not at all when the process has ended. */
final class RunTime implements Timekeeper {

    private final HeldClock clock;
    private final Line line;
    private final Cancellation cancellation;
    private final List<Runnable> beats = new CopyOnWriteArrayList<>();
    private boolean beating;

    RunTime(HeldClock clock, Line line, Cancellation cancellation) {
        this.clock = clock;
        this.line = line;
        this.cancellation = cancellation;
    }

    /** What goes on beside the run as long as time passes in it. */
    void beats(Runnable next) {
        beats.add(next);
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
                beats.forEach(Runnable::run);
            } finally {
                beating = false;
            }
        }
    }

    /** As often as time passes: whoever does it knows himself when it is time. */
    @Override
    public Beat beside(String name, Duration every, Runnable task) {
        beats(task);
        return () -> beats.remove(task);
    }

    @Override
    public double chance() {
        return 0.5;
    }
}
