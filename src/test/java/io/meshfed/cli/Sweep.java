package io.meshfed.cli;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Many runs, those that wait beside others. */
final class Sweep implements AutoCloseable {

    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    void begin(Runnable run) {
        threads.execute(run);
    }

    void awaitAll() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(5, TimeUnit.MINUTES)) {
            throw new AssertionError("some runs hang");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
