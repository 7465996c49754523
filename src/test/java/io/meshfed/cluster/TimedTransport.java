package io.meshfed.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Notes when each request is sent; answers from a list, then with 200, at once. */
final class TimedTransport implements Transport {

    private final Timekeeper time;
    private final Queue<ApiAnswer> answers = new ArrayDeque<>();
    private final List<Duration> sent = new ArrayList<>();
    private final List<Duration> limits = new ArrayList<>();

    TimedTransport(Timekeeper time, ApiAnswer... answers) {
        this.time = time;
        this.answers.addAll(List.of(answers));
    }

    @Override
    public synchronized ApiAnswer send(ApiCall call, Duration limit) {
        sent.add(time.elapsed());
        limits.add(limit);
        return answers.isEmpty() ? ListedTransport.answer(200, Map.of()) : answers.poll();
    }

    /** In the order in which they were sent. */
    synchronized List<Duration> sent() {
        return List.copyOf(sent);
    }

    /** How long each was given. */
    synchronized List<Duration> limits() {
        return List.copyOf(limits);
    }

    @Override
    public void close() {}
}
