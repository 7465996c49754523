package io.meshfed.cluster;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What goes on beside a run, until it is closed. */
@FunctionalInterface
public interface Beat extends AutoCloseable {

    /** Does not wait for what is under way. */
    @Override
    void close();

    /** On a thread of its own, which keeps no process alive. */
    static Beat of(String name, Duration every, Runnable task) {
        CountDownLatch closed = new CountDownLatch(1);
        Thread thread = new Thread(() -> beat(closed, every, task), name);
        thread.setDaemon(true);
        thread.start();
        return closed::countDown;
    }

    private static void beat(CountDownLatch closed, Duration every, Runnable task) {
        try {
            while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                task.run();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
