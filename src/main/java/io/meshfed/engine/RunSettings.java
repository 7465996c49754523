package io.meshfed.engine;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.Deadline;
import io.meshfed.cluster.Timekeeper;
import io.meshfed.report.Progress;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * How a run goes on.
 *
 * @param time the clock that it goes by, and waits on
 * @param timeout how long the run may last, for messages
 * @param deadline when that is over
 * @param mode whether writes are stored
 * @param workers who do what is done at the same time
 */
public record RunSettings(
        Progress progress,
        Cancellation cancellation,
        Timekeeper time,
        Duration timeout,
        Deadline deadline,
        Mode mode,
        Executor workers) {

    /** Whether writes are stored. */
    public enum Mode {
        WRITE,
        /**
         * The API server says what each write would change, stores nothing, and nothing is waited
         * for.
         */
        DRY_RUN
    }

    public RunSettings {
        requireNonNull(progress);
        requireNonNull(cancellation);
        requireNonNull(time);
        requireNonNull(timeout);
        requireNonNull(deadline);
        requireNonNull(mode);
        requireNonNull(workers);
    }

    /** With threads of its own, as many as there is work for. */
    public RunSettings(
            Progress progress,
            Cancellation cancellation,
            Timekeeper time,
            Duration timeout,
            Deadline deadline,
            Mode mode) {
        this(progress, cancellation, time, timeout, deadline, mode, Parallel.THREADS);
    }

    public boolean dryRun() {
        return mode == Mode.DRY_RUN;
    }

    /**
     * Lets the time pass, but no longer than the run may last.
     *
     * @throws io.meshfed.report.FederationException INTERRUPTED when the run is cancelled
     */
    public void pause(Duration longest) {
        Duration left = deadline.remaining();
        time.pause(longest.compareTo(left) < 0 ? longest : left);
        cancellation.throwIfCancelled();
    }
}
