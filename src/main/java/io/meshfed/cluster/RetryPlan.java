package io.meshfed.cluster;

import static io.meshfed.cluster.TransportFailure.Kind.STALLED;
import static io.meshfed.cluster.TransportFailure.Kind.UNREACHABLE;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * Decides, for one call, whether and when to try again: by what happened, within a number of tries
 * and a budget of time.
 */
final class RetryPlan {

    private static final Duration FIRST_DELAY = Duration.ofMillis(200);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(15);

    /** A dead server's three tries are done soon: 200 ms, then 600 ms. */
    private static final int TRIES_TO_CONNECT = 3;

    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

    private final Limits limits;
    private final Timekeeper time;
    private final DoubleSupplier random;
    private final Duration start;
    private Duration heldBack = Duration.ZERO;
    private int tries;

    RetryPlan(Limits limits, Timekeeper time, DoubleSupplier random) {
        this.limits = limits;
        this.time = time;
        this.random = random;
        this.start = time.elapsed();
    }

    int tries() {
        return tries;
    }

    Duration elapsed() {
        return time.elapsed().minus(start);
    }

    /** This time was not the call's own: the server, or our manners, asked for it. */
    void heldBack(Duration time) {
        heldBack = heldBack.plus(time);
    }

    private Duration trying() {
        return elapsed().minus(heldBack);
    }

    /** What is left of the budget for one more try. */
    Duration remaining() {
        Duration left = limits.budget().minus(trying());
        return left.isNegative() ? Duration.ZERO : left;
    }

    static boolean passing(ApiAnswer answer) {
        return PASSING.contains(answer.status()) && !answer.unfit();
    }

    /** Empty to give up. */
    Optional<Duration> afterAnswer(ApiAnswer answer) {
        tries++;
        if (tries >= limits.tries()) {
            return Optional.empty();
        }
        if (answer.header("retry-after").isEmpty()) {
            return withinBudget(backOff());
        }
        Optional<Duration> wait =
                RetryAfter.of(answer, time.now())
                        .filter(asked -> asked.compareTo(limits.longestRetryAfter()) <= 0);
        if (wait.filter(Duration::isZero).isPresent()) {
            return withinBudget(backOff());
        }
        wait.ifPresent(this::heldBack);
        return wait;
    }

    /**
     * @param firstContact the session never had an answer, so this may be a dead server
     */
    Optional<Duration> afterFailure(TransportFailure failure, boolean firstContact) {
        tries++;
        if (!failure.retryable()) {
            return Optional.empty();
        }
        boolean dead = failure.kind() == UNREACHABLE || (firstContact && failure.kind() == STALLED);
        boolean enough =
                dead
                        ? tries >= TRIES_TO_CONNECT || trying().compareTo(limits.unreachable()) > 0
                        : tries >= limits.tries();
        return enough ? Optional.empty() : withinBudget(backOff());
    }

    private Optional<Duration> withinBudget(Duration delay) {
        return delay.compareTo(remaining()) < 0 ? Optional.of(delay) : Optional.empty();
    }

    /** Three times as long as the last, give or take a fifth so that many do not come at once. */
    private Duration backOff() {
        double jitter = 0.8 + 0.4 * random.getAsDouble();
        double millis = FIRST_DELAY.toMillis() * Math.pow(3, tries - 1.0) * jitter;
        return Duration.ofMillis((long) Math.min(millis, LONGEST_DELAY.toMillis()));
    }
}
