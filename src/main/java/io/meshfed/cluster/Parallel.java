package io.meshfed.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Asks several things of one server at once. Its threads start when they are first needed. */
class Parallel implements AutoCloseable {

    private ExecutorService threads;
    private boolean closed;

    /** The results in the order of the tasks; the first failure in that order is thrown. */
    <T> List<T> all(List<Supplier<T>> tasks) {
        if (tasks.size() <= 1) {
            return tasks.stream().map(Supplier::get).toList();
        }
        ExecutorService pool = threads();
        List<CompletableFuture<T>> running =
                tasks.stream().map(task -> CompletableFuture.supplyAsync(task, pool)).toList();
        List<T> results = new ArrayList<>();
        for (CompletableFuture<T> result : running) {
            results.add(outcome(result));
        }
        return results;
    }

    private static <T> T outcome(CompletableFuture<T> running) {
        try {
            return running.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private synchronized ExecutorService threads() {
        if (closed) {
            throw new IllegalStateException("the session is closed");
        }
        if (threads == null) {
            threads =
                    Executors.newFixedThreadPool(
                            Limits.MOST_IN_FLIGHT,
                            task -> {
                                Thread thread = new Thread(task, "meshfed-session");
                                thread.setDaemon(true);
                                return thread;
                            });
        }
        return threads;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
