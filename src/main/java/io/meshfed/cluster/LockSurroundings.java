package io.meshfed.cluster;

import static java.util.Objects.requireNonNull;

import io.meshfed.report.Progress;

/**
 * What goes on around the locks of a run.
 *
 * @param progress is told whom we wait for
 * @param deadline of the run; nobody is waited for any longer
 * @param time what leases are judged by, and nothing else
 */
public record LockSurroundings(
        Progress progress, Deadline deadline, Timekeeper time, Renewal renewal) {

    /** Who gives signs of life. */
    public enum Renewal {
        /** A thread beside the run. */
        IN_BACKGROUND,
        /** Whoever moves the clock calls {@link WriteLocks#tick()}. */
        BY_HAND
    }

    public LockSurroundings {
        requireNonNull(progress);
        requireNonNull(deadline);
        requireNonNull(time);
        requireNonNull(renewal);
    }

    /** As time goes by. */
    public static LockSurroundings real(
            Progress progress, Deadline deadline, Cancellation cancellation) {
        return new LockSurroundings(
                progress, deadline, Timekeeper.real(cancellation), Renewal.IN_BACKGROUND);
    }

    public static LockSurroundings on(Timekeeper time, Progress progress) {
        return new LockSurroundings(progress, Deadline.none(), time, Renewal.BY_HAND);
    }
}
