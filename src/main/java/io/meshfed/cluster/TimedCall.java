package io.meshfed.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Gives a request of the client library a time limit as a whole. Its own ends with the headers of
 * the answer, so a body that never ends would be waited for for ever.
 */
final class TimedCall {

    private final Duration limit;
    private final Cancellation cancellation;

    TimedCall(Duration limit, Cancellation cancellation) {
        this.limit = limit;
        this.cancellation = cancellation;
    }

    /**
     * @throws KubernetesClientException as the request does, or when there is no answer in time
     */
    <T> T get(Supplier<T> request) {
        FutureTask<T> task = new FutureTask<>(request::get);
        Thread thread = new Thread(task, "meshfed-request");
        thread.setDaemon(true);
        thread.start();
        Cancellation.Registration registration = cancellation.onCancel(() -> task.cancel(true));
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KubernetesClientException("interrupted", interrupted);
        } catch (TimeoutException | CancellationException late) {
            throw new KubernetesClientException("no whole answer in time", late);
        } catch (ExecutionException failed) {
            throw thrown(failed.getCause());
        } finally {
            task.cancel(true);
            registration.close();
        }
    }

    private static RuntimeException thrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
}
