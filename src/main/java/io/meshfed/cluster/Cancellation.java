package io.meshfed.cluster;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The wish that a run end early: a signal, or somebody's change of mind. Everything that waits,
 * waits on it. Thread-safe, and never taken back, but put off while something is put back.
 */
public final class Cancellation {

    /** Well below the time after which whoever asked a process to end kills it. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(3);

    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch cancelled = new CountDownLatch(1);
    private boolean wanted;
    private int holds;
    private boolean puttingBack;
    private Duration longestHold = LONGEST_HOLD;

    /** How often the wish was put off; what was to end an earlier delay then comes too late. */
    private int delays;

    /** At once, or as soon as what is being carried through is done. */
    public void cancel() {
        boolean held;
        synchronized (this) {
            wanted = true;
            held = holds > 0;
        }
        if (held) {
            tellLater();
        } else {
            tell();
        }
    }

    private synchronized void tellLater() {
        int delay = ++delays;
        CompletableFuture.delayedExecutor(longestHold.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> tellIfLast(delay));
    }

    private void tellIfLast(int delay) {
        boolean last;
        synchronized (this) {
            last = delay == delays;
        }
        if (last) {
            tell();
        }
    }

    private void tell() {
        boolean first;
        synchronized (this) {
            first = cancelled.getCount() > 0;
            cancelled.countDown();
        }
        if (first) {
            listeners.forEach(Runnable::run);
        }
    }

    /**
     * Writes that are worse half done than not done: begun before the wish came they are finished,
     * but the wish is held up for no longer than a few seconds.
     *
     * @throws FederationException INTERRUPTED when the wish came first; then nothing is begun
     */
    public <T> T carryThrough(Supplier<T> work) {
        synchronized (this) {
            if (wanted && !puttingBack) {
                throw interrupted();
            }
            holds++;
        }
        try {
            return work.get();
        } finally {
            release();
        }
    }

    /**
     * Work that leaves the clusters as they were found, although the run was told to end: for so
     * long it goes on as if nobody had wished for anything. Only one thread at a time may ask for
     * that, when nothing else is under way.
     *
     * @param longest well below the time after which whoever asked a process to end kills it
     */
    public <T> T putBack(Duration longest, Supplier<T> work) {
        synchronized (this) {
            puttingBack = true;
            longestHold = longest;
            holds++;
            if (isCancelled()) {
                cancelled = new CountDownLatch(1);
            }
            if (wanted) {
                tellLater();
            }
        }
        try {
            return work.get();
        } finally {
            synchronized (this) {
                puttingBack = false;
                longestHold = LONGEST_HOLD;
            }
            release();
        }
    }

    private void release() {
        boolean due;
        synchronized (this) {
            holds--;
            due = wanted && holds == 0;
        }
        if (due) {
            tell();
        }
    }

    /** Whether somebody wishes for the end, also while that is put off. */
    public synchronized boolean isWished() {
        return wanted;
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
    public Registration onCancel(Runnable listener) {
        listeners.add(listener);
        if (isCancelled()) {
            listener.run();
        }
        return () -> listeners.remove(listener);
    }

    /** Ends with {@link #close()}. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
