package io.meshfed.pipelinerun;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The wish that a TaskRun ends now, with the reason that Tekton writes for it. */
final class Stop {

    static final String CANCELLED = "TaskRunCancelled";
    static final String TIMEOUT = "TaskRunTimeout";

    private final CompletableFuture<String> reason = new CompletableFuture<>();

    /** The first reason stays. */
    void request(String why) {
        reason.complete(why);
    }

    boolean requested() {
        return reason.isDone();
    }

    String reason() {
        return reason.getNow("");
    }

    CompletableFuture<String> future() {
        return reason;
    }

    /** One of its own for an attempt: ends with this one, or when its time is over. */
    Stop within(Duration limit) {
        Stop inner = new Stop();
        reason.thenAccept(inner::request);
        CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> inner.request(TIMEOUT));
        return inner;
    }
}
