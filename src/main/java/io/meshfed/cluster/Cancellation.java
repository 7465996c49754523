package io.meshfed.cluster;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish that a run end early: a signal, or somebody's change of mind. Everything that waits,
 * waits on it. Thread-safe, and never taken back.
 */
public final class Cancellation {

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

    public void cancel() {
        cancelled.countDown();
        listeners.forEach(Runnable::run);
    }

    public boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    /**
     * Lets the time pass.
     *
     * @return false as soon as the run is cancelled, or the thread interrupted
     */
    public boolean await(Duration time) {
        try {
            return !cancelled.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void throwIfCancelled() {
        if (isCancelled()) {
            throw interrupted();
        }
    }

    /** What a cancelled run ends with. */
    public static FederationException interrupted() {
        return new FederationException(
                ErrorClass.INTERRUPTED,
                "the run was interrupted",
                "Start it again: it goes on where it stopped.");
    }

    /** Runs it once when the run is cancelled, at once when it is already. */
    Registration onCancel(Runnable listener) {
        listeners.add(listener);
        if (isCancelled()) {
            listener.run();
        }
        return () -> listeners.remove(listener);
    }

    /** Ends with {@link #close()}. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
