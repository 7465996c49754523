package io.meshfed.sandbox.mesh;

import java.time.Duration;

/** How the way to a peer's istiod ended. */
sealed interface Answer {

    Duration took();

    /**
     * @param server the istiod that the peer's Service picked
     */
    record Reached(Istiod server, PeerLink serves, Crossing crossing, Duration took)
            implements Answer {}

    /**
     * @param status what the caller writes into {@code lastDisconnectStatus}: the status line, or
     *     the Go text of a failure before any answer
     */
    record Refused(String status, Duration took) implements Answer {}

    Duration QUICK = Duration.ofMillis(30);

    static Answer unavailable(Duration took) {
        return new Refused("503 Service Unavailable", took);
    }

    static Answer notFound() {
        return new Refused("404 Not Found", QUICK);
    }

    static Answer forbidden() {
        return new Refused("403 Forbidden", QUICK);
    }

    static Answer badRequest() {
        return new Refused("400 Bad Request", QUICK);
    }
}
