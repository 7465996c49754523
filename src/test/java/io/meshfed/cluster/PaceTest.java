package io.meshfed.cluster;

import static io.meshfed.cluster.ListedTransport.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("how fast a server is asked")
@Timeout(240)
class PaceTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Cancellation cancellation = new Cancellation();
    private final SteppedTime time = new SteppedTime(cancellation);
    private final SessionOptions options = SessionOptions.of("test").with(cancellation);

    private static ApiClient client(Transport transport, SessionOptions options, Timekeeper time) {
        return new ApiClient(transport, TestSessions.errors(), options, Limits.STANDARD, time);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 50, 1000})
    @DisplayName("G12: with --qps N no second sees more than N requests, however many threads ask")
    void noMoreThanWanted(int wanted) throws Exception {
        TimedTransport transport = new TimedTransport(time);
        ApiClient client = client(transport, options.atMost(wanted), time);

        time.all(40, () -> client.call(TestSessions.GET));

        List<Duration> sent = transport.sent();
        assertEquals(40, sent.size());
        for (int i = wanted; i < sent.size(); i++) {
            Duration since = sent.get(i).minus(sent.get(i - wanted));
            assertTrue(since.compareTo(SECOND) >= 0, sent::toString);
        }
    }

    @Test
    @DisplayName("G12: with --qps N a run takes no longer than its requests need at that rate")
    void noSlowerThanWanted() throws Exception {
        TimedTransport transport = new TimedTransport(time);
        ApiClient client = client(transport, options.atMost(4), time);

        time.all(41, () -> client.call(TestSessions.GET));

        assertEquals(Duration.ofSeconds(10), Collections.max(transport.sent()));
    }

    @Test
    @DisplayName("without --qps nothing is held back")
    void unlimited() throws Exception {
        TimedTransport transport = new TimedTransport(time);
        ApiClient client = client(transport, options, time);

        time.all(40, () -> client.call(TestSessions.GET));

        assertEquals(Duration.ZERO, Collections.max(transport.sent()));
    }

    @Test
    @DisplayName("clients of one server share its rate")
    void shared() throws Exception {
        Pace pace = new Pace(Limits.STANDARD, time, new Throttle(1));
        TimedTransport transport = new TimedTransport(time);
        ApiClient one = new ApiClient(transport, TestSessions.errors(), options, pace);
        ApiClient other = new ApiClient(transport, TestSessions.errors(), options, pace);

        time.all(
                4,
                () -> {
                    one.call(TestSessions.GET);
                    return other.call(TestSessions.GET);
                });

        assertEquals(Duration.ofSeconds(7), Collections.max(transport.sent()));
    }

    @Test
    @DisplayName("time spent waiting for a turn is not taken from the call's own minute")
    void ownTime() throws Exception {
        TimedTransport transport = new TimedTransport(time);
        Throttle throttle = new Throttle(1);
        throttle.quiet(answer(429, Map.of()), Duration.ofSeconds(100));
        ApiClient client =
                new ApiClient(
                        transport,
                        TestSessions.errors(),
                        options,
                        new Pace(Limits.STANDARD, time, throttle));

        time.all(2, () -> client.call(TestSessions.GET));

        assertEquals(List.of(Duration.ofSeconds(100), Duration.ofSeconds(101)), transport.sent());
        assertEquals(
                List.of(Limits.STANDARD.firstAnswer(), Limits.STANDARD.answer()),
                transport.limits());
    }

    @Test
    @DisplayName("cancelling ends the wait for a turn")
    void cancelled() {
        VirtualTime virtual = new VirtualTime(cancellation);
        virtual.beforeFirstPause(cancellation::cancel);
        TimedTransport transport = new TimedTransport(virtual);
        ApiClient client = client(transport, options.atMost(1), virtual);
        client.call(TestSessions.GET);

        FederationException failure =
                assertThrows(FederationException.class, () -> client.call(TestSessions.GET));

        assertEquals(ErrorClass.INTERRUPTED, failure.errorClass());
        assertEquals(1, transport.sent().size());
    }

    @Test
    @DisplayName("a turn that comes after the run's end is not waited for")
    void deadline() {
        VirtualTime virtual = new VirtualTime(cancellation);
        SessionOptions brief =
                options.atMost(1)
                        .with(
                                Deadline.in(
                                        Duration.ofMillis(2500),
                                        () -> virtual.elapsed().toNanos()));
        TimedTransport transport = new TimedTransport(virtual);
        ApiClient client = client(transport, brief, virtual);
        for (int i = 0; i < 3; i++) {
            client.call(TestSessions.GET);
        }

        FederationException failure =
                assertThrows(FederationException.class, () -> client.call(TestSessions.GET));

        assertEquals(ErrorClass.TRANSIENT, failure.errorClass());
        assertTrue(failure.getMessage().contains("the run's time was used up"));
        assertEquals(Duration.ofSeconds(2), virtual.elapsed());
    }
}
