package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

/** What a run does after the new state is stored. */
public sealed interface Action {

    /**
     * @param step of the ramp, from 0; 0 where the work is of no step
     */
    record Do(Work work, int step) implements Action {
        public Do {
            requireNonNull(work);
        }
    }

    /** Give the promotion lock back. */
    record ReleaseLock() implements Action {}

    /** Say why nothing was done. */
    record Refuse(Refusal refusal) implements Action {
        public Refuse {
            requireNonNull(refusal);
        }
    }
}
