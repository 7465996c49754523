package io.meshfed.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Time that passes when somebody pauses, at once. */
final class VirtualTime implements Timekeeper {

    private final Cancellation cancellation;
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final AtomicReference<Runnable> first = new AtomicReference<>(() -> {});
    private Duration elapsed = Duration.ZERO;

    VirtualTime(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    List<Duration> pauses() {
        return pauses;
    }

    /** Lets something else happen while the first one pauses. */
    void beforeFirstPause(Runnable other) {
        first.set(other);
    }

    synchronized void pass(Duration time) {
        elapsed = elapsed.plus(time);
    }

    @Override
    public synchronized Duration elapsed() {
        return elapsed;
    }

    @Override
    public synchronized Instant now() {
        return Instant.parse("2026-01-01T00:00:00Z").plus(elapsed);
    }

    @Override
    public boolean pause(Duration time) {
        first.getAndSet(() -> {}).run();
        pauses.add(time);
        pass(time);
        return !cancellation.isCancelled();
    }
}
