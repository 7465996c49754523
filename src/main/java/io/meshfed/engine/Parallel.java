package io.meshfed.engine;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does the same to many meshes or directions at once, and goes on when one fails. */
final class Parallel {

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
        List<Outcome<I, T>> outcomes = new ArrayList<>();
        List<I> all = List.copyOf(items);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            outcomes.addAll(
                    together(
                            workers,
                            all.subList(from, Math.min(from + AT_ONCE, all.size())),
                            work));
        }
        return outcomes;
    }

    /** Begins work beside the caller's own; asking for its outcome waits for it. */
    static <T> Supplier<T> begin(Executor workers, Supplier<T> work) {
        Future<T> running = submit(workers, work);
        return () -> outcome(running);
    }

    private static <I, T> List<Outcome<I, T>> together(
            Executor workers, List<I> items, Function<I, T> work) {
        List<Future<Outcome<I, T>>> running =
                items.stream().map(item -> submit(workers, () -> attempt(item, work))).toList();
        List<Outcome<I, T>> outcomes = new ArrayList<>();
        for (Future<Outcome<I, T>> each : running) {
            outcomes.add(outcome(each));
        }
        return outcomes;
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
