package io.meshfed.testing;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Work beside the test, on a thread of its own. The common pool is not for it: the HTTP client of
 * the JDK hands its answers on there, and whoever waits for them would hold its threads.
 */
public final class OwnThread {

    private OwnThread() {}

    public static <T> CompletableFuture<T> begin(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
    }
}
