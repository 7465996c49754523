package io.meshfed.tekton;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Reads the logs of all tasks of a run. Tasks that run side by side are read side by side; what is
 * over is read to its end before anything else is told.
 */
final class LogPumps implements AutoCloseable {

    private final TektonSession session;
    private final RunListener listener;
    private final LogChoice choice;
    private final Map<String, LogPump> pumps = new LinkedHashMap<>();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    work -> {
                        Thread thread = new Thread(work, "meshfed-log");
                        thread.setDaemon(true);
                        return thread;
                    });

    LogPumps(TektonSession session, RunListener listener, LogChoice choice) {
        this.session = session;
        this.listener = listener;
        this.choice = choice;
    }

    void update(RunState run) {
        for (TaskState task : inOrder(run)) {
            if (choice.wants(task) && !task.attempts().isEmpty()) {
                update(task);
            }
        }
    }

    /** As they began. */
    static List<TaskState> inOrder(RunState run) {
        return run.tasks().stream()
                .sorted(
                        Comparator.comparing(TaskState::last)
                                .thenComparing(task -> task.span().start()))
                .toList();
    }

    private void update(TaskState task) {
        LogPump pump = pumps.get(task.key());
        if (pump == null) {
            pump = new LogPump(session, listener, task);
            pumps.put(task.key(), pump);
            threads.execute(pump);
        } else {
            pump.update(task);
        }
        if (task.phase().over()) {
            pump.awaitEnd();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
