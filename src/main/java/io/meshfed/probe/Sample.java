package io.meshfed.probe;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What became of one request.
 *
 * @param due when it was to be sent, after the first one
 * @param latency from then until it was answered or had failed: what a slow answer before it made
 *     it wait is in it
 * @param failure why it failed, in a few words: {@code timeout}, {@code status 503}; empty when it
 *     was answered as it should be
 * @param answerer who answered; unknown when it failed
 */
public record Sample(Duration due, Duration latency, String failure, Answerer answerer) {

    public Sample {
        requireNonNull(due);
        requireNonNull(latency);
        requireNonNull(failure);
        requireNonNull(answerer);
    }

    public static Sample answered(Duration due, Duration latency, Answerer answerer) {
        return new Sample(due, latency, "", answerer);
    }

    public static Sample failed(Duration due, Duration latency, String failure) {
        return new Sample(due, latency, failure, Answerer.UNKNOWN);
    }

    public boolean ok() {
        return failure.isEmpty();
    }

    /** When it was answered or had failed, after the first one was due. */
    public Duration ended() {
        return due.plus(latency);
    }
}
