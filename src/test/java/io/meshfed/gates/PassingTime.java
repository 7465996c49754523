package io.meshfed.gates;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.Deadline;
import io.meshfed.cluster.Timekeeper;
import io.meshfed.report.Redactor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A clock that goes on as soon as somebody waits for it, and remembers how long they wanted to. */
final class PassingTime implements Timekeeper {

    private final List<Duration> pauses = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();
    private Instant now = Instant.now();

    @Override
    public Duration elapsed() {
        return Duration.between(Instant.EPOCH, now);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public boolean pause(Duration time) {
        pauses.add(time);
        now = now.plus(time);
        return true;
    }

    @Override
    public double chance() {
        return 0;
    }

    List<Duration> pauses() {
        return pauses;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    GateWorld world(Path folder) {
        return world(folder, Duration.ofMinutes(10));
    }

    GateWorld world(Path folder, Duration limit) {
        return new GateWorld(
                this,
                cancellation,
                Deadline.in(limit),
                folder,
                new Redactor(),
                Map.copyOf(System.getenv()));
    }
}
