package io.meshfed.gates;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The number that a query was answered with.
 *
 * @param at the moment that it is of, as the server tells it
 * @param samples of which it was made; negative when the server does not say
 */
record Figure(double value, Instant at, long samples) {

    static final long NOT_SAID = -1;

    Figure {
        requireNonNull(at);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a figure is a number, not " + value);
        }
    }
}
