package io.meshfed.cluster;

import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.Optional;

/** The turns that one client waits for before it sends a request, and when that is in vain. */
final class Turns {

    private final Pace pace;
    private final Throttle throttle;
    private final Timekeeper time;
    private final SessionOptions options;
    private final ApiErrors errors;

    Turns(Pace pace, SessionOptions options, ApiErrors errors) {
        this.pace = pace;
        this.throttle = pace.throttle();
        this.time = pace.time();
        this.options = options;
        this.errors = errors;
    }

    /**
     * Returns when a request may be sent; what passed meanwhile is not the call's own time. The
     * caller leaves again once it knows what became of it.
     *
     * @throws FederationException INTERRUPTED when the run was cancelled; TRANSIENT when the turn
     *     comes after the run's end, or later than a server is obeyed
     */
    void enter(ApiCall call, RetryPlan plan) {
        Duration before = time.elapsed();
        throttle.enter();
        try {
            await(call, plan);
            plan.heldBack(time.elapsed().minus(before));
        } catch (RuntimeException | Error turnedAway) {
            throttle.leave();
            throw turnedAway;
        }
    }

    void leave() {
        throttle.leave();
    }

    /** As {@link #enter}, for what goes on beside the others: nobody waits for its end. */
    void await(ApiCall call, RetryPlan plan) {
        Duration turn = throttle.turn(time.elapsed());
        for (Duration now = time.elapsed(); now.compareTo(turn) < 0; now = time.elapsed()) {
            requireBearable(now, call, plan);
            if (!inTime(turn.minus(now))) {
                throw errors.outOfTime(call);
            }
            pause(turn.minus(now));
            if (throttle.quietAt(turn)) {
                turn = throttle.turn(time.elapsed());
            }
        }
        options.cancellation().throwIfCancelled();
        if (options.deadline().passed()) {
            throw errors.outOfTime(call);
        }
    }

    private void requireBearable(Duration now, ApiCall call, RetryPlan plan) {
        Optional<ApiAnswer> refusal =
                throttle.refusalAt(now.plus(pace.limits().longestRetryAfter()));
        if (refusal.isPresent()) {
            throw errors.gaveUp(call, refusal.get(), plan);
        }
    }

    /**
     * To be called before leaving: a 429 to one call holds back all of them.
     *
     * @param delay after which the call itself comes again, where it does
     */
    void heed(ApiAnswer answer, Optional<Duration> delay) {
        if (answer.status() == 429) {
            RetryAfter.of(answer, time.now())
                    .filter(asked -> !asked.isZero())
                    .or(() -> delay)
                    .ifPresent(wait -> throttle.quiet(answer, time.elapsed().plus(wait)));
        }
    }

    /** Whether the run lasts that long. */
    boolean inTime(Duration delay) {
        return delay.compareTo(options.deadline().remaining()) < 0;
    }

    void pause(Duration delay) {
        if (!time.pause(delay)) {
            throw Cancellation.interrupted();
        }
    }
}
