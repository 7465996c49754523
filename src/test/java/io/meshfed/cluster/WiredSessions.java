package io.meshfed.cluster;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ClusterRef;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Sessions as the product makes them, over a wire that a proof holds in its hand, in a time that it
 * lets pass. What is asked at once is asked one after the other, in order.
 */
public final class WiredSessions implements ClusterSessions {

    /** Carries one request. */
    @FunctionalInterface
    public interface Wire {

        /**
         * @throws IOException as a real connection throws it: when no whole answer comes
         */
        Answer send(Sent request) throws IOException;
    }

    /**
     * @param path with the query
     * @param limit how long the sender waits
     */
    public record Sent(
            String cluster,
            String method,
            String path,
            String contentType,
            String body,
            Duration limit) {

        public Sent {
            requireNonNull(cluster);
            requireNonNull(body);
        }

        /** What the API server may store. */
        public boolean writes() {
            boolean review = method.equals("POST") && path.contains("review");
            boolean rehearsal =
                    path.contains("dryRun=All") || body.contains("\"dryRun\":[\"All\"]");
            return !method.equals("GET") && !review && !rehearsal;
        }
    }

    /** As it comes out of the connection. */
    public record Answer(int status, Map<String, String> headers, byte[] body) {}

    private final Wire wire;
    private final Timekeeper time;
    private final SessionOptions options;
    private final WriteLocks locks;
    private final Map<String, ClusterSession> open = new TreeMap<>();

    public WiredSessions(Wire wire, Timekeeper time, SessionOptions options, WriteLocks locks) {
        this.wire = wire;
        this.time = time;
        this.options = options;
        this.locks = locks;
    }

    /** A moment in the time of a proof. */
    public static Deadline deadline(Duration in, Timekeeper time) {
        return Deadline.in(in, () -> time.elapsed().toNanos());
    }

    @Override
    public ClusterSession open(ClusterRef cluster) {
        return open.computeIfAbsent(cluster.name(), name -> connected(cluster));
    }

    private ClusterSession connected(ClusterRef cluster) {
        var context =
                TestSessions.context(
                        TestSessions.server("https://" + cluster.name() + ".test:6443", ""),
                        TestSessions.user());
        ApiClient client =
                new ApiClient(
                        new Wired(cluster.name()),
                        new ApiErrors(cluster, context),
                        options,
                        Limits.STANDARD,
                        time);
        return new ApiSession(
                cluster, context, client, new ApiSession.Means(options, locks, new InOrder()));
    }

    @Override
    public void close() {
        open.values().forEach(ClusterSession::close);
        open.clear();
    }

    private static final class InOrder extends Parallel {
        @Override
        <T> List<T> all(List<Supplier<T>> tasks) {
            return tasks.stream().map(Supplier::get).toList();
        }
    }

    private final class Wired implements Transport {

        private final String cluster;

        Wired(String cluster) {
            this.cluster = cluster;
        }

        @Override
        public ApiAnswer send(ApiCall call, Duration limit) throws TransportFailure {
            Sent sent =
                    new Sent(
                            cluster,
                            call.method(),
                            call.path(),
                            call.contentType(),
                            call.body(),
                            limit);
            try {
                Answer answer = wire.send(sent);
                return ApiAnswer.of(answer.status(), answer.headers(), answer.body());
            } catch (IOException broken) {
                throw TransportFailure.of(broken);
            }
        }

        @Override
        public void close() {}
    }
}
