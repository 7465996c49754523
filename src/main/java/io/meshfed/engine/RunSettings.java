package io.meshfed.engine;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.Deadline;
import io.meshfed.report.Progress;
import java.time.Clock;
import java.time.Duration;

/**
 * How a run goes on.
 *
 * @param timeout how long the run may last, for messages
 * @param deadline when that is over
 * @param mode whether writes are stored
 */
public record RunSettings(
        Progress progress,
        Cancellation cancellation,
        Clock clock,
        Duration timeout,
        Deadline deadline,
        Mode mode) {

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
        requireNonNull(clock);
        requireNonNull(timeout);
        requireNonNull(deadline);
        requireNonNull(mode);
    }

    public boolean dryRun() {
        return mode == Mode.DRY_RUN;
    }

    /**
     * Lets the time pass, but no longer than the run may last.
     *
     * @throws io.meshfed.report.FederationException INTERRUPTED when the run is cancelled
     */
    public void pause(Duration time) {
        Duration left = deadline.remaining();
        cancellation.await(time.compareTo(left) < 0 ? time : left);
        cancellation.throwIfCancelled();
    }
}
