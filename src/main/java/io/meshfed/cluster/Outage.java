package io.meshfed.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Remembers for a few seconds that a server cannot be reached. Many meshes may ask for one dead
 * cluster, and each would wait as long as the first before it says the same.
 */
final class Outage {

    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private record Known(TransportFailure failure, Duration until) {}

    private final Timekeeper time;
    private final AtomicReference<Optional<Known>> known = new AtomicReference<>(Optional.empty());

    Outage(Timekeeper time) {
        this.time = time;
    }

    /**
     * To be told when all tries of one call are done.
     *
     * @param firstContact the session never had an answer: then silence is a dead server too
     */
    void began(TransportFailure failure, boolean firstContact) {
        boolean silent = firstContact && failure.kind() == TransportFailure.Kind.STALLED;
        if (silent || failure.kind() == TransportFailure.Kind.UNREACHABLE) {
            known.set(Optional.of(new Known(failure, time.elapsed().plus(REMEMBERED))));
        }
    }

    void ended() {
        known.set(Optional.empty());
    }

    Optional<TransportFailure> current() {
        return known.get()
                .filter(outage -> time.elapsed().compareTo(outage.until()) < 0)
                .map(Known::failure);
    }
}
