package io.meshfed.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Reads that the steps of a pipeline will need, begun before their turn, so that a distant cluster
 * is waited for once and not once per step. Whatever fails is told by the step that needs the
 * answer.
 */
public final class LookAhead {

    /** Two clusters get four connections each; more would cost more to open than they save. */
    private static final int AT_ONCE = 8;

    private final ExecutorService readers =
            Executors.newFixedThreadPool(
                    AT_ONCE,
                    work -> {
                        Thread thread = new Thread(work, "meshfed-look-ahead");
                        thread.setDaemon(true);
                        return thread;
                    });

    LookAhead() {}

    /**
     * @param question asks a {@link Snapshot}, which keeps the answer
     */
    public void read(Runnable question) {
        readers.execute(
                () -> {
                    try {
                        question.run();
                    } catch (RuntimeException | Error toldLater) {
                        return;
                    }
                });
    }

    /** Lets the threads go once everything that was begun has ended. */
    void begun() {
        readers.shutdown();
    }
}
