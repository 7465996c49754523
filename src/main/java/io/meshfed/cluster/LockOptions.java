package io.meshfed.cluster;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a run holds the clusters that it writes to.
 *
 * @param holder who holds them, in every message: the run, or the pipeline that it is a step of
 * @param patience for how long a holder that is alive is waited for
 * @param lease for how long nobody else writes after a sign of life
 * @param home whether there must be a place for the lock
 */
public record LockOptions(
        String holder, Sharing sharing, Duration patience, Duration lease, Home home) {

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

    /** The namespace in which the writers of a cluster meet. */
    public enum Home {
        /** Without it nothing is written. */
        REQUIRED,
        /**
         * The run may be the one that makes it, or deletes it. While it is not there, no other run
         * that needs the lock can write either.
         */
        MAY_BE_MISSING
    }

    public LockOptions {
        requireNonNull(home);
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
        return new LockOptions(holder, Sharing.ALONE, Duration.ZERO, LEASE, Home.REQUIRED);
    }

    public LockOptions shared(Sharing other) {
        return new LockOptions(holder, other, patience, lease, home);
    }

    public LockOptions waiting(Duration other) {
        return new LockOptions(holder, sharing, other, lease, home);
    }

    /** For runs that make namespaces, and delete them. */
    public LockOptions whereverThereIsAHome() {
        return new LockOptions(holder, sharing, patience, lease, Home.MAY_BE_MISSING);
    }

    /** For tests on clusters whose time goes faster. */
    public LockOptions lasting(Duration other) {
        return new LockOptions(holder, sharing, patience, other, home);
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
