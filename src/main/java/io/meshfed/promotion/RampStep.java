package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * One step of a ramp.
 *
 * @param percent of the requests, 1 to 100
 * @param lasting before the gates are asked
 */
public record RampStep(Kind kind, int percent, Duration lasting) {

    /** Who answers the user. */
    public enum Kind {
        /** Production answers; staging gets copies. */
        MIRROR,
        /** Staging answers its share. */
        WEIGHT
    }

    public RampStep {
        requireNonNull(kind);
        requireNonNull(lasting);
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("a share is 1 to 100 percent, not " + percent);
        }
    }
}
