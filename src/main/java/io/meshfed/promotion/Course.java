package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

/**
 * The way a promotion takes.
 *
 * @param steps of the ramp
 */
public record Course(int steps, Finish finish, boolean needsApproval) {

    /** More are no ramp any more, and the record of them would have no bound. */
    public static final int MOST_STEPS = 20;

    public Course {
        requireNonNull(finish);
        if (steps < 1 || steps > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "a ramp has 1 to %d steps, not %d".formatted(MOST_STEPS, steps));
        }
    }
}
