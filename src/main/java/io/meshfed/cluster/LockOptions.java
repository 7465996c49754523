package io.meshfed.cluster;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a run holds the clusters that it writes to.
 *
 * @param holder who holds them, in every message: the run, or the pipeline that it is a step of
 * @param patience for how long a holder that is alive is waited for
 * @param lease for how long nobody else writes after a sign of life
 */
public record LockOptions(String holder, Sharing sharing, Duration patience, Duration lease) {

    private static final Duration LEASE = Duration.ofSeconds(30);

    /** Who else may write under the same holder's name, and what is left when the run ends. */
    public enum Sharing {
        /** One process: nothing is left. */
        ALONE,
        /** The steps of one pipeline: the lease stays for the next, and ends by itself. */
        AMONG_STEPS,
        /** As before, but nothing is left unless another step is at work, or died at it. */
        LAST_OF_STEPS
    }

    public LockOptions {
        requireNonNull(holder);
        requireNonNull(sharing);
        requireNonNull(patience);
        requireNonNull(lease);
        if (holder.isBlank()) {
            throw new IllegalArgumentException("a lock needs a holder");
        }
        if (patience.isNegative() || lease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a lease lasts a second at least");
        }
    }

    /** Waits for nobody who is alive. */
    public static LockOptions alone(String holder) {
        return new LockOptions(holder, Sharing.ALONE, Duration.ZERO, LEASE);
    }

    public LockOptions shared(Sharing other) {
        return new LockOptions(holder, other, patience, lease);
    }

    public LockOptions waiting(Duration other) {
        return new LockOptions(holder, sharing, other, lease);
    }

    /** For tests on clusters whose time goes faster. */
    public LockOptions lasting(Duration other) {
        return new LockOptions(holder, sharing, patience, other);
    }

    /** A sign of life is given when the last is this old. */
    Duration renewal() {
        return lease.dividedBy(3);
    }

    /** No write begins when the last sign of life is this old: the rest is for it to end in. */
    Duration trusted() {
        return lease.multipliedBy(2).dividedBy(3);
    }

    /** Between two looks at somebody else's lease. */
    Duration interval() {
        return lease.dividedBy(20);
    }

    boolean joins(String other) {
        return sharing != Sharing.ALONE && holder.equals(other);
    }
}
