package io.meshfed.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Time that passes when somebody pauses, at once. */
public final class VirtualTime implements Timekeeper {

    private final Cancellation cancellation;
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final AtomicReference<Runnable> first = new AtomicReference<>(() -> {});
    private final AtomicReference<Consumer<Duration>> each = new AtomicReference<>(time -> {});
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private Duration elapsed = Duration.ZERO;

    public VirtualTime(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    List<Duration> pauses() {
        return pauses;
    }

    /** Lets something else happen while the first one pauses. */
    void beforeFirstPause(Runnable other) {
        first.set(other);
    }

    /** Lets something else happen in each pause, which is as long as it is told. */
    public void inEachPause(Consumer<Duration> other) {
        each.set(other);
    }

    /** The clock on the wall is wrong by this. */
    public void setWall(Duration aheadOfAll) {
        ahead.set(aheadOfAll);
    }

    public synchronized void pass(Duration time) {
        elapsed = elapsed.plus(time);
    }

    @Override
    public synchronized Duration elapsed() {
        return elapsed;
    }

    @Override
    public synchronized Instant now() {
        return Instant.parse("2026-01-01T00:00:00Z").plus(elapsed).plus(ahead.get());
    }

    @Override
    public boolean pause(Duration time) {
        first.getAndSet(() -> {}).run();
        each.get().accept(time);
        pauses.add(time);
        pass(time);
        return !cancellation.isCancelled();
    }
}
