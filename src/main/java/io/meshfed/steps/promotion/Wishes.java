package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.promotion.Position;
import java.time.Duration;

/**
 * How somebody wants a promotion to go.
 *
 * @param approver who approved the plan; {@link #NOBODY} when it is only to be that one
 * @param approved digest of the plan that was approved; empty for none
 * @param override why although the release failed before; empty for no such wish
 * @param pauseAfter step of the ramp, from 0; {@link Position#NO_PAUSE} for none
 * @param resume whether a pause that was asked for is over
 * @param patience how long a run that goes on by itself waits
 */
public record Wishes(
        String approver,
        String approved,
        String override,
        int pauseAfter,
        boolean resume,
        Patience patience) {

    /** Who approves nothing, whatever digest is given. */
    public static final String NOBODY = "";

    /**
     * @param forward for peers that are not connected, before the run ends
     * @param giveUp since it halted; then it is taken back
     * @param back how long what cannot be taken back is tried again
     */
    public record Patience(Duration forward, Duration giveUp, Duration back) {
        public Patience {
            requireNonNull(forward);
            requireNonNull(giveUp);
            requireNonNull(back);
        }
    }

    public Wishes {
        requireNonNull(approver);
        requireNonNull(approved);
        requireNonNull(override);
        requireNonNull(patience);
    }

    /** Whether somebody approved a plan. */
    boolean approves() {
        return !approved.isEmpty() && !approver.equals(NOBODY);
    }
}
