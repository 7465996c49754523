package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Time that stands still while anybody works, and goes on to the next moment that somebody waits
 * for when all who could go on wait: threads that share it meet as they would in real time.
 */
final class SteppedTime implements Timekeeper {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Cancellation cancellation;
    private final SortedMap<Duration, Integer> waiting = new TreeMap<>();
    private Duration elapsed = Duration.ZERO;
    private int unfinished;

    SteppedTime(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    @Override
    public synchronized Duration elapsed() {
        return elapsed;
    }

    @Override
    public synchronized Instant now() {
        return BEGIN.plus(elapsed);
    }

    @Override
    public synchronized boolean pause(Duration time) {
        Duration until = elapsed.plus(time);
        waiting.merge(until, 1, Integer::sum);
        notifyAll();
        while (elapsed.compareTo(until) < 0 && !cancellation.isCancelled()) {
            try {
                wait();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !cancellation.isCancelled();
    }

    /** Returns when somebody waits, or has waited. */
    synchronized void awaitFirstPause() {
        while (elapsed.isZero() && waiting.isEmpty() && !cancellation.isCancelled()) {
            try {
                wait();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Lets so many threads do the same at once; theirs are the answers. */
    <T> List<T> all(int count, Callable<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            unfinished = count;
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                running.add(threads.submit(() -> done(work)));
            }
            while (step()) {
                assertFalse(cancellation.isCancelled());
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> each : running) {
                answers.add(each.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private <T> T done(Callable<T> work) throws Exception {
        try {
            return work.call();
        } finally {
            synchronized (this) {
                unfinished--;
                notifyAll();
            }
        }
    }

    /** No more than eight are let in at once; the others wait for one of them. */
    private synchronized boolean step() throws InterruptedException {
        while (paused() < Math.min(Limits.MOST_IN_FLIGHT, unfinished)) {
            wait();
        }
        if (unfinished == 0) {
            return false;
        }
        elapsed = waiting.firstKey();
        waiting.remove(elapsed);
        notifyAll();
        return true;
    }

    private int paused() {
        return waiting.values().stream().mapToInt(Integer::intValue).sum();
    }
}
