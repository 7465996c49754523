package io.meshfed.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * What one API server has to bear of this process, however many sessions lead to it: some requests
 * at once, none while it asked for quiet, and no more in a second than the user allows.
 */
final class Throttle {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Semaphore inFlight = new Semaphore(Limits.MOST_IN_FLIGHT, true);
    private final Duration apart;
    private Duration next = Duration.ZERO;
    private Duration quietUntil = Duration.ZERO;
    private Optional<ApiAnswer> refusal = Optional.empty();

    /**
     * @param perSecond how many requests may begin in a second, evenly spaced; 0 for as many as
     *     come
     */
    Throttle(int perSecond) {
        // Rounded up, or one more than that would fit into a second.
        this.apart =
                perSecond == 0
                        ? Duration.ZERO
                        : Duration.ofNanos((SECOND + perSecond - 1) / perSecond);
    }

    /** Every caller leaves again, as soon as it has its answer or gives up. */
    void enter() {
        try {
            // Whoever is inside leaves within the time limit of a request, or of the run.
            inFlight.acquire();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Cancellation.interrupted();
        }
    }

    void leave() {
        inFlight.release();
    }

    /**
     * The caller's turn: the first moment from now on that is nobody else's and not quiet. A caller
     * that waits for it asks for another when the quiet was extended beyond it meanwhile.
     */
    synchronized Duration turn(Duration now) {
        Duration turn = later(later(now, quietUntil), next);
        if (!apart.isZero()) {
            next = turn.plus(apart);
        }
        return turn;
    }

    synchronized boolean quietAt(Duration moment) {
        return quietUntil.compareTo(moment) > 0;
    }

    /** The answer for which the server is left alone until then, by whomever. */
    synchronized void quiet(ApiAnswer answer, Duration until) {
        if (until.compareTo(quietUntil) > 0) {
            quietUntil = until;
            refusal = Optional.of(answer);
        }
    }

    /** Why the server is left alone at that moment. */
    synchronized Optional<ApiAnswer> refusalAt(Duration moment) {
        return quietAt(moment) ? refusal : Optional.empty();
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
