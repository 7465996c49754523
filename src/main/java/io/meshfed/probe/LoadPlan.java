package io.meshfed.probe;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How many requests are sent, and when.
 *
 * @param requests in all, at least 1; {@link #UNTIL_STOPPED} for as many as there is time for
 * @param rate how many are begun each second, whether or not those before have been answered; at
 *     least 1
 * @param connections how many requests can be under way at once, at least 1
 * @param limit after which a request has failed, from the moment at which it was due
 */
public record LoadPlan(long requests, int rate, int connections, Duration limit) {

    public static final long UNTIL_STOPPED = Long.MAX_VALUE;

    public LoadPlan {
        requireNonNull(limit);
        if (requests < 1 || rate < 1 || connections < 1 || limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException(
                    "a load has at least one request, a second, a connection, and some time");
        }
    }

    /** When a request is due, in nanoseconds after the first. */
    long due(long number) {
        return number / rate * 1_000_000_000L + number % rate * 1_000_000_000L / rate;
    }
}
