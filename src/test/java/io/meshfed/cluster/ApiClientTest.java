package io.meshfed.cluster;

import static io.meshfed.cluster.ListedTransport.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.TransportFailure.Kind;
import io.meshfed.model.ClusterRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApiClientTest {

    private static final AccessRule ASKS = new AccessRule("get", "", "configmaps", "ns", "x");
    private static final ApiCall GET = ApiCall.read(ASKS, "/x");

    private final Cancellation cancellation = new Cancellation();
    private final VirtualTime time = new VirtualTime(cancellation);
    private SessionOptions options = SessionOptions.of("test").with(cancellation);

    private static Object[] times(int count, Object outcome) {
        Object[] outcomes = new Object[count];
        Arrays.fill(outcomes, outcome);
        return outcomes;
    }

    private ApiClient client(Transport transport) {
        var context =
                TestSessions.context(
                        TestSessions.server("https://api.aro:6443", ""), TestSessions.user());
        ApiErrors errors = new ApiErrors(new ClusterRef("aro", "ctx", ""), context);
        return new ApiClient(transport, errors, options, Limits.STANDARD, time);
    }

    private FederationException failure(Object... outcomes) {
        ApiClient client = client(new ListedTransport(time, outcomes));
        return assertThrows(FederationException.class, () -> client.call(GET));
    }

    @Test
    @DisplayName("A2: five tries, then TRANSIENT with count, time, status and what was asked")
    void givesUp() {
        FederationException failure = failure(times(9, answer(503, Map.of())));

        assertEquals(ErrorClass.TRANSIENT, failure.errorClass());
        assertTrue(failure.getMessage().contains("answered 503 5 times in"), failure.getMessage());
        assertTrue(
                failure.getMessage().contains("at 'get configmaps/x in ns'"), failure.getMessage());
        assertEquals(4, time.pauses().size());
    }

    @Test
    @DisplayName("each pause is about three times as long as the one before, within a fifth")
    void backsOff() {
        failure(times(9, answer(503, Map.of())));

        double expected = 200;
        for (Duration pause : time.pauses()) {
            assertEquals(expected, pause.toMillis(), expected * 0.2 + 1);
            expected *= 3;
        }
    }

    @Test
    @DisplayName("a server that never answered is dead after three refusals")
    void deadServer() {
        FederationException failure = failure(times(9, Kind.UNREACHABLE));

        assertEquals(ErrorClass.TRANSIENT, failure.errorClass());
        assertEquals(2, time.pauses().size());
        assertTrue(time.elapsed().compareTo(Duration.ofSeconds(3)) < 0);
    }

    @Test
    @DisplayName("a server that never answered and now stalls is dead in under ten seconds")
    void stallingServer() {
        failure(times(9, Kind.STALLED));

        assertTrue(time.elapsed().compareTo(Duration.ofSeconds(10)) < 0, time.elapsed()::toString);
    }

    @Test
    @DisplayName("A11: a server that answered before may stall for the whole budget, and no longer")
    void stallsLater() {
        ListedTransport transport = new ListedTransport(time, times(9, Kind.STALLED));
        transport.first(answer(200, Map.of()));
        ApiClient client = client(transport);
        client.call(GET);

        assertThrows(FederationException.class, () -> client.call(GET));

        assertTrue(time.elapsed().compareTo(Duration.ofSeconds(45)) > 0);
        assertTrue(time.elapsed().compareTo(Duration.ofSeconds(60)) <= 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNTRUSTED", "CLIENT_REFUSED", "NO_TLS"})
    @DisplayName("A14: a failed TLS handshake is not tried again, and not without checking")
    void noSecondHandshake(Kind kind) {
        ErrorClass expected = kind == Kind.CLIENT_REFUSED ? ErrorClass.AUTH : ErrorClass.INPUT;

        assertEquals(expected, failure(times(9, kind)).errorClass());
        assertEquals(List.of(), time.pauses());
    }

    @Test
    @DisplayName("G12: no try is begun that the run's deadline would cut off")
    void deadline() {
        options = options.with(Deadline.in(Duration.ofSeconds(1), () -> time.elapsed().toNanos()));
        ListedTransport transport = new ListedTransport(time, times(9, answer(503, Map.of())));
        ApiClient client = client(transport);

        assertThrows(FederationException.class, () -> client.call(GET));

        assertEquals(3, transport.limits().size());
        assertTrue(transport.limits().get(0).compareTo(Duration.ofSeconds(1)) <= 0);
        assertTrue(time.elapsed().compareTo(Duration.ofSeconds(1)) < 0);
    }

    @Test
    @DisplayName("a cancelled run sends nothing more")
    void cancelled() {
        cancellation.cancel();
        ListedTransport transport = new ListedTransport(time);
        ApiClient client = client(transport);

        FederationException failure =
                assertThrows(FederationException.class, () -> client.call(GET));

        assertEquals(ErrorClass.INTERRUPTED, failure.errorClass());
        assertEquals(List.of(), transport.limits());
    }

    @Test
    @DisplayName("cancelling ends the pause before the next try")
    void cancelledWhilePausing() {
        ListedTransport transport =
                new ListedTransport(time) {
                    @Override
                    public synchronized ApiAnswer send(ApiCall call, Duration limit) {
                        cancellation.cancel();
                        return answer(503, Map.of());
                    }
                };
        ApiClient client = client(transport);

        FederationException failure =
                assertThrows(FederationException.class, () -> client.call(GET));

        assertEquals(ErrorClass.INTERRUPTED, failure.errorClass());
    }

    @Test
    @DisplayName("an answer after a lost reply says so; one after a plain 429 does not")
    void remembersLostReply() {
        ApiAnswer after = client(new ListedTransport(time, Kind.CUT)).call(GET);
        ApiAnswer afterBusy = client(new ListedTransport(time, answer(429, Map.of()))).call(GET);

        assertTrue(after.afterLostReply());
        assertTrue(!afterBusy.afterLostReply());
    }

    @Test
    @DisplayName("every try is counted, under the verb of RBAC")
    void counts() {
        ApiClient client = client(new ListedTransport(time, Kind.CUT));
        client.call(GET);
        client.call(
                ApiCall.patch(new AccessRule("patch", "", "configmaps", "ns", "x"), "/x", "", ""));

        assertEquals(Map.of("get", 2, "patch", 1), client.sent());
    }

    @Test
    @DisplayName("the clock's skew is the Date header's distance from ours; a second is noise")
    void clockSkew() {
        ApiClient client =
                client(
                        new ListedTransport(
                                time,
                                answer(200, Map.of("date", "Thu, 01 Jan 2026 02:00:00 GMT")),
                                answer(200, Map.of("date", "Wed, 31 Dec 2025 23:59:59 GMT"))));

        client.call(GET);
        assertEquals(Duration.ofHours(2), client.clockSkew().orElseThrow());
        client.call(GET);
        assertEquals(Duration.ZERO, client.clockSkew().orElseThrow());
    }

    @Test
    @DisplayName("G12: no more than eight requests are in flight at once")
    void inFlight() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier eight = new CyclicBarrier(8);
        Transport transport =
                new Transport() {
                    @Override
                    public ApiAnswer send(ApiCall call, Duration limit) {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        meet(eight);
                        now.decrementAndGet();
                        return answer(200, Map.of());
                    }

                    @Override
                    public void close() {}
                };
        ApiClient client = client(transport);
        ExecutorService threads = Executors.newFixedThreadPool(24);
        List<Future<ApiAnswer>> calls = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            calls.add(threads.submit(() -> client.call(GET)));
        }
        for (Future<ApiAnswer> call : calls) {
            call.get(30, TimeUnit.SECONDS);
        }
        threads.shutdownNow();

        assertEquals(8, most.get());
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
