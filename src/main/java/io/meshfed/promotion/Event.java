package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.promotion.Action.Do;

/**
 * What happens to a promotion. That a run is cut off is no event: the next one reads the state and
 * goes on from there.
 */
public sealed interface Event {

    /**
     * A release is to be promoted by a plan.
     *
     * @param override why although it failed before; empty for no such wish
     */
    record Started(String release, String plan, Course course, String override) implements Event {
        public Started {
            requireNonNull(release);
            requireNonNull(plan);
            requireNonNull(course);
            requireNonNull(override);
        }
    }

    /** Somebody approved the plan with that digest. */
    record Approved(String approver, String plan) implements Event {
        public Approved {
            requireNonNull(approver);
            requireNonNull(plan);
            if (approver.isEmpty()) {
                throw new IllegalArgumentException("an approval needs its approver");
            }
        }
    }

    /**
     * The run took the promotion lock, from nobody or from a run that it expired under.
     *
     * @param run unlike that of any other process, also of the same pipeline run: of two processes
     *     that share it, one could go on with what the other has just begun to take back
     * @param term counts the takings of the lock: greater than that of every taking before, and
     *     than that of the state
     */
    record LockTaken(String run, long term) implements Event {
        public LockTaken {
            requireNonNull(run);
            if (run.isEmpty()) {
                throw new IllegalArgumentException("a lock needs its holder");
            }
        }
    }

    /** The run does not have the lock any more, or gives it up because it was asked to end. */
    record LockLost(String run) implements Event {
        public LockLost {
            requireNonNull(run);
        }
    }

    /**
     * The run did its work.
     *
     * @param to the work, as it was asked for
     * @param digest of the snapshot that was stored; empty for other work
     */
    record Answered(String run, Do to, Finding finding, String digest) implements Event {
        public Answered {
            requireNonNull(run);
            requireNonNull(to);
            requireNonNull(finding);
            requireNonNull(digest);
        }
    }

    /** The limit for deciding, or for the whole promotion, is over. */
    record TimeOver(String run) implements Event {
        public TimeOver {
            requireNonNull(run);
        }
    }

    /**
     * @param step after which to pause, from 0
     */
    record PauseRequested(String run, int step) implements Event {
        public PauseRequested {
            requireNonNull(run);
        }
    }

    /** What halted is to be tried again. */
    record Resumed(String run) implements Event {
        public Resumed {
            requireNonNull(run);
        }
    }

    /** Production is to be as it was before the release. */
    record BackRequested(String run, String release) implements Event {
        public BackRequested {
            requireNonNull(run);
            requireNonNull(release);
        }
    }
}
