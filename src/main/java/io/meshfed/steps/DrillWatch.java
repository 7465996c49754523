package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.probe.LoadPlan;
import java.time.Duration;

/**
 * How a drill is looked at.
 *
 * @param rate requests a second
 * @param limit after which a request is lost
 * @param steady for how long a mesh must answer every request
 * @param patience how long each change is waited for at most
 */
public record DrillWatch(
        ProbeRequest request, int rate, Duration limit, Duration steady, Duration patience) {

    /** So many that a service that hangs is seen, and one request hides no other. */
    private static final int SPARE = 4;

    public DrillWatch {
        requireNonNull(request);
        requireNonNull(limit);
        requireNonNull(steady);
        requireNonNull(patience);
    }

    /**
     * @param requests in all
     */
    LoadPlan plan(long requests) {
        long waiting = rate * limit.toMillis() / 1000 + SPARE;
        return new LoadPlan(requests, rate, (int) waiting, limit);
    }
}
