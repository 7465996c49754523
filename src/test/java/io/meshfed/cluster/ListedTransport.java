package io.meshfed.cluster;

import io.meshfed.cluster.TransportFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Answers from a list, then with 200; each try takes some time. */
class ListedTransport implements Transport {
    private final ConcurrentLinkedDeque<Object> outcomes = new ConcurrentLinkedDeque<>();
    private final List<Duration> limits = new ArrayList<>();
    private final VirtualTime time;

    ListedTransport(VirtualTime time, Object... outcomes) {
        this.time = time;
        this.outcomes.addAll(Arrays.asList(outcomes));
    }

    @Override
    public synchronized ApiAnswer send(ApiCall call, Duration limit) throws TransportFailure {
        limits.add(limit);
        Object outcome = outcomes.isEmpty() ? answer(200, Map.of()) : outcomes.poll();
        if (outcome instanceof Kind kind) {
            time.pass(kind == Kind.STALLED ? limit : Duration.ofMillis(1));
            throw new TransportFailure(kind, "it went wrong", null);
        }
        return (ApiAnswer) outcome;
    }

    @Override
    public void close() {}

    /** Comes before all others. */
    void first(Object outcome) {
        outcomes.addFirst(outcome);
    }

    /** How long each try was given. */
    List<Duration> limits() {
        return limits;
    }

    static ApiAnswer answer(int status, Map<String, String> headers) {
        byte[] body = "{\"kind\":\"Any\"}".getBytes(StandardCharsets.UTF_8);
        return ApiAnswer.of(status, headers, body);
    }
}
