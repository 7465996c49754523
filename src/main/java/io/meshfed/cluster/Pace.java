package io.meshfed.cluster;

import static java.util.Objects.requireNonNull;

/**
 * How fast a server is asked: how long and how often each call tries, by which clock, and what all
 * of them together must keep to.
 */
record Pace(Limits limits, Timekeeper time, Throttle throttle) {

    Pace {
        requireNonNull(limits);
        requireNonNull(time);
        requireNonNull(throttle);
    }

    /** For all sessions of a run that lead to one server. */
    static Pace of(SessionOptions options) {
        return new Pace(
                Limits.STANDARD,
                Timekeeper.real(options.cancellation()),
                new Throttle(options.perSecond()));
    }

    /** By the same clock, in the same queue. */
    Pace within(Limits other) {
        return new Pace(other, time, throttle);
    }
}
