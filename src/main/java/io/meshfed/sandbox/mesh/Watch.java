package io.meshfed.sandbox.mesh;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The watch that one istiod keeps, or tries to keep, on one peer. */
final class Watch {

    private final PeerLink link;
    private final MeshClock clock;
    private Optional<Streams.Stream> stream = Optional.empty();
    private final Map<String, Object> times = new LinkedHashMap<>();
    private boolean accepted;
    private int failures;

    /** Counts attempts, so that what belongs to an earlier one is known and dropped. */
    private int attempt;

    Watch(PeerLink link) {
        this.link = link;
        this.clock = link.clock();
    }

    boolean connected() {
        return accepted && stream.isPresent();
    }

    void begin() {
        int mine = ++attempt;
        boolean first = times.isEmpty();
        mark("lastConnected", clock.now());
        if (first) {
            link.publish();
        }
        boolean deaf =
                link.istiod().mesh().has(MeshFault.ONE_ISTIOD_CONNECTED) && !link.istiod().leads();
        Answer answer = deaf ? Answer.unavailable(Answer.QUICK) : link.ask(false);
        if (answer instanceof Answer.Reached reached) {
            clock.after(reached.took().dividedBy(2), () -> ifCurrent(mine, () -> arrive(reached)));
            clock.after(reached.took(), () -> ifCurrent(mine, this::accepted));
        } else if (answer instanceof Answer.Refused refused) {
            clock.after(refused.took(), () -> ifCurrent(mine, () -> refused(refused)));
        }
    }

    private void ifCurrent(int mine, Runnable step) {
        if (mine == attempt && link.alive()) {
            step.run();
        }
    }

    /** The server knows of the watch before the client hears that it is accepted. */
    private void arrive(Answer.Reached reached) {
        accepted = false;
        stream = Optional.of(link.streams().open(this, link.istiod().ip(), reached));
    }

    private void accepted() {
        if (stream.isPresent()) {
            accepted = true;
            failures = 0;
            link.publish();
            link.sync().now();
        }
    }

    private void refused(Answer.Refused refused) {
        times.put("lastDisconnectStatus", refused.status());
        link.publish();
        retry();
    }

    private void retry() {
        int mine = attempt;
        failures++;
        clock.after(link.pause(failures), () -> ifCurrent(mine, this::begin));
    }

    /**
     * A watch that was up has ended. Its status is {@code 200 OK} however it ended; only the pause
     * before the next attempt tells.
     */
    void ended(Streams.Stream ended, boolean goodbye) {
        if (stream.filter(ended::equals).isEmpty() || !link.alive()) {
            return;
        }
        stream = Optional.empty();
        mark("lastDisconnect", clock.now());
        times.put("lastDisconnectStatus", ENDED);
        link.publish();
        if (goodbye) {
            begin();
        } else {
            retry();
        }
    }

    /** The peer's exports have changed; istiod answers every such event with a full list. */
    void eventFrom(Streams.Stream source) {
        if (connected() && stream.filter(source::equals).isPresent() && link.alive()) {
            link.sync().now();
        }
    }

    /**
     * The spec leads elsewhere now. The pause of earlier failures is not forgotten, and the end of
     * the watch that was given up writes its text last.
     */
    void restart() {
        boolean was = connected();
        stop();
        begin();
        if (was) {
            clock.after(GIVEN_UP, () -> times.put("lastDisconnectStatus", ENDED));
            clock.after(GIVEN_UP, link::publish);
        }
    }

    void stop() {
        attempt++;
        Optional<Streams.Stream> last = stream;
        stream = Optional.empty();
        last.ifPresent(link.streams()::endedByClient);
    }

    void synced() {
        mark("lastFullSync", clock.now());
    }

    Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("connected", connected());
        status.putAll(times);
        return status;
    }

    private void mark(String field, Instant time) {
        times.put(field, Remotes.stamp(time));
    }

    static final Duration STARTS = Duration.ofMillis(20);
    private static final Duration GIVEN_UP = Duration.ofMillis(250);
    private static final String ENDED = "200 OK";
}
