package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

/**
 * How far a promotion came.
 *
 * @param step of the ramp, from 0; 0 in phases that are of no step
 * @param pauseAfter the step after which somebody wants it to pause; {@link #NO_PAUSE} for none
 */
public record Position(Phase phase, int step, Halt halt, int pauseAfter) {

    public static final int NO_PAUSE = -1;

    public Position {
        requireNonNull(phase);
        requireNonNull(halt);
    }

    static Position at(Phase phase) {
        return new Position(phase, 0, Halt.NONE, NO_PAUSE);
    }

    Position go(Phase next, int nextStep) {
        return new Position(next, nextStep, Halt.NONE, pauseAfter);
    }

    Position halted(Halt why) {
        return new Position(phase, step, why, pauseAfter);
    }

    Position pausingAfter(int wanted) {
        return new Position(phase, step, halt, wanted);
    }
}
