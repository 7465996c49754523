package io.meshfed.cluster;

import java.time.Duration;

/**
 * How long we wait for an API server, and how often we ask.
 *
 * @param connect for a TCP connection
 * @param firstAnswer for the first answer of a session: a dead server must be found out soon
 * @param answer for every later one, with its body
 * @param budget for all tries of one call together, without the time that the server asked us to
 *     wait
 * @param unreachable no new connection is tried later than this after the first
 * @param tries of one call
 * @param longestRetryAfter that is obeyed
 */
record Limits(
        Duration connect,
        Duration firstAnswer,
        Duration answer,
        Duration budget,
        Duration unreachable,
        int tries,
        Duration longestRetryAfter) {

    static final int MOST_IN_FLIGHT = 8;
    static final int LARGEST_ANSWER = 32 << 20;

    static final Limits STANDARD =
            new Limits(
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofMillis(4500),
                    5,
                    Duration.ofSeconds(120));

    /** For a run that ends: well within the time after which it is killed. */
    static final Limits LAST_WORDS =
            new Limits(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(2),
                    2,
                    Duration.ofSeconds(1));
}
