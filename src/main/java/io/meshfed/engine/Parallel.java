package io.meshfed.engine;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does the same to many meshes or directions at once, and goes on when one fails. */
public final class Parallel {

    /** Sessions limit what a cluster has to bear; this only bounds our own threads. */
    private static final int AT_ONCE = 32;

    static final Executor THREADS =
            Executors.newCachedThreadPool(
                    work -> {
                        Thread thread = new Thread(work, "meshfed-work");
                        thread.setDaemon(true);
                        return thread;
                    });

    private Parallel() {}

    /** The outcomes in the order of the items. An exception nobody expected comes out as it is. */
    static <I, T> List<Outcome<I, T>> map(
            Executor workers, Collection<I> items, Function<I, T> work) {
        if (items.size() == 1) {
            I only = items.iterator().next();
            return List.of(attempt(only, work));
        }
        List<FutureTask<Outcome<I, T>>> tasks =
                items.stream().map(item -> new FutureTask<>(() -> attempt(item, work))).toList();
        // Who is done takes the next: nobody waits for the slowest of some.
        Queue<FutureTask<Outcome<I, T>>> waiting = new ConcurrentLinkedQueue<>(tasks);
        int helpers = Math.min(AT_ONCE, tasks.size());
        for (int helper = 0; helper < helpers; helper++) {
            workers.execute(() -> runAll(waiting));
        }
        List<Outcome<I, T>> outcomes = new ArrayList<>();
        try {
            for (Future<Outcome<I, T>> each : tasks) {
                outcomes.add(outcome(each));
            }
        } finally {
            // Nothing is begun any more for a caller who has left.
            waiting.clear();
        }
        return outcomes;
    }

    private static <T> void runAll(Queue<FutureTask<T>> waiting) {
        for (FutureTask<T> next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }

    /** As {@link StepContext#begin}, where there is no run yet. */
    public static <T> Supplier<T> begin(Supplier<T> work) {
        return begin(THREADS, work);
    }

    /** Begins work beside the caller's own; asking for its outcome waits for it. */
    static <T> Supplier<T> begin(Executor workers, Supplier<T> work) {
        Future<T> running = submit(workers, work);
        return () -> outcome(running);
    }

    private static <T> Future<T> submit(Executor workers, Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        workers.execute(task);
        return task;
    }

    private static <I, T> Outcome<I, T> attempt(I item, Function<I, T> work) {
        try {
            return Outcome.of(item, work.apply(item));
        } catch (FederationException failure) {
            return Outcome.failed(item, failure);
        }
    }

    private static <T> T outcome(Future<T> running) {
        try {
            return running.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FederationException(
                    ErrorClass.INTERRUPTED,
                    "the run was interrupted",
                    "Run the same command again; it goes on where it stopped.",
                    List.of(),
                    interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}
