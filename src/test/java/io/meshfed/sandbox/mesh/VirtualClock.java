package io.meshfed.sandbox.mesh;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** Time that passes only when a test says so. */
public class VirtualClock implements MeshClock {

    private record Due(Instant at, long order, Runnable task) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private long count;
    private boolean busy;

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void run(Runnable task) {
        after(Duration.ZERO, task);
        if (!busy) {
            advance(Duration.ZERO);
        }
    }

    @Override
    public void after(Duration delay, Runnable task) {
        queue.add(new Due(now.plus(delay), count++, task));
    }

    public void advance(Duration time) {
        advanceTo(now.plus(time));
    }

    public void advanceTo(Instant end) {
        busy = true;
        try {
            while (!queue.isEmpty() && !queue.peek().at().isAfter(end)) {
                Due due = queue.poll();
                now = due.at();
                due.task().run();
            }
            now = end.isAfter(now) ? end : now;
        } finally {
            busy = false;
        }
    }

    @Override
    public void close() {
        queue.clear();
    }
}
