package io.meshfed.crash;

import io.meshfed.cluster.WiredSessions.Answer;
import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.cluster.WiredSessions.Wire;
import io.meshfed.sandbox.VirtualSandbox;
import io.meshfed.sandbox.api.DirectApi;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one way from a run to its clusters. It counts requests from 1, lets somebody meddle with
 * each, and tells what it stored.
 */
final class Line implements Wire {

    /** There and back. */
    static final Duration LATENCY = Duration.ofMillis(5);

    /** A run that asks more often asks for ever. */
    private static final int ENOUGH = 5000;

    /** What happens to one request. */
    @FunctionalInterface
    interface Meddler {

        Meddler NONE = (number, request, line) -> line.serve(request);

        Answer meet(int number, Sent request, Line line) throws IOException;
    }

    /** Who is told of each request that was carried out. */
    @FunctionalInterface
    interface Witness {
        void saw(Sent request, List<DirectApi.Stored> changes);
    }

    private final VirtualSandbox sandbox;
    private final HeldClock clock;
    private final Witness witness;
    private final List<Sent> log = new ArrayList<>();
    private final List<Duration> times = new ArrayList<>();
    private final List<DirectApi.Stored> changes = new ArrayList<>();
    private Meddler meddler = Meddler.NONE;
    private Optional<Sent> serving = Optional.empty();
    private boolean ended;

    Line(VirtualSandbox sandbox, HeldClock clock, Witness witness) {
        this.sandbox = sandbox;
        this.clock = clock;
        this.witness = witness;
    }

    void watch(DirectApi api) {
        api.onChange(
                change -> {
                    if (serving.isPresent()) {
                        changes.add(change);
                    }
                });
    }

    /** A new process begins. */
    void begin(Meddler next) {
        meddler = next;
        log.clear();
        times.clear();
        ended = false;
    }

    List<Sent> log() {
        return List.copyOf(log);
    }

    /** When each of them was sent. */
    List<Duration> times() {
        return List.copyOf(times);
    }

    boolean ended() {
        return ended;
    }

    /** From now on nothing gets through. */
    ProcessEnded end() {
        ended = true;
        return new ProcessEnded();
    }

    void requireAlive() {
        if (ended) {
            throw new ProcessEnded();
        }
    }

    HeldClock clock() {
        return clock;
    }

    DirectApi api(String cluster) {
        return sandbox.api(cluster);
    }

    @Override
    public Answer send(Sent request) throws IOException {
        requireAlive();
        log.add(request);
        times.add(clock.elapsed());
        if (log.size() > ENOUGH) {
            throw new AssertionError("more than " + ENOUGH + " requests");
        }
        return meddler.meet(log.size(), request, this);
    }

    /** Carries it out; the controllers get to work on it before the answer is there. */
    Answer serve(Sent request) {
        DirectApi.Answer answer = carryOut(request);
        clock.advance(LATENCY);
        return answer(answer.status(), answer.contentType(), answer.body());
    }

    /** What the server does, whether or not anybody waits for its answer. */
    DirectApi.Answer carryOut(Sent request) {
        clock.hold();
        serving = Optional.of(request);
        DirectApi.Answer answer;
        try {
            answer =
                    api(request.cluster())
                            .send(
                                    request.method(),
                                    request.path(),
                                    request.contentType(),
                                    request.body());
        } finally {
            serving = Optional.empty();
            clock.release();
        }
        List<DirectApi.Stored> stored = List.copyOf(changes);
        changes.clear();
        witness.saw(request, stored);
        return answer;
    }

    /** With the date that every API server puts on it. */
    Answer answer(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of("content-type", contentType, "date", date()), body);
    }

    String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.now().atOffset(ZoneOffset.UTC));
    }
}
