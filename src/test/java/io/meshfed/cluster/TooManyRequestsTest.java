package io.meshfed.cluster;

import static io.meshfed.cluster.ListedTransport.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a server that asks to be left alone")
@Timeout(240)
class TooManyRequestsTest {

    private static final Duration ASKED = Duration.ofSeconds(7);
    private static final ApiAnswer BUSY = answer(429, Map.of("retry-after", "7"));

    private final Cancellation cancellation = new Cancellation();
    private final SessionOptions options = SessionOptions.of("test").with(cancellation);
    private final VirtualTime time = new VirtualTime(cancellation);

    private ApiClient client(Transport transport) {
        return client(transport, time);
    }

    private ApiClient client(Transport transport, Timekeeper clock) {
        return new ApiClient(transport, TestSessions.errors(), options, Limits.STANDARD, clock);
    }

    private static FederationException failure(ApiClient client) {
        return assertThrows(FederationException.class, () -> client.call(TestSessions.GET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", " 7 ", "Thu, 01 Jan 2026 00:00:07 GMT"})
    @DisplayName("A3: Retry-After is waited for, in seconds or as a date, and no longer")
    void retryAfter(String value) {
        TimedTransport transport =
                new TimedTransport(time, answer(429, Map.of("retry-after", value)));

        client(transport).call(TestSessions.GET);

        assertEquals(List.of(Duration.ZERO, ASKED), transport.sent());
    }

    @Test
    @DisplayName("A3: a date is one of the server's own clock, which may differ from ours by hours")
    void otherClock() {
        Map<String, String> headers =
                Map.of(
                        "date", "Thu, 01 Jan 2026 05:00:00 GMT",
                        "retry-after", "Thu, 01 Jan 2026 05:00:07 GMT");
        TimedTransport transport = new TimedTransport(time, answer(429, headers));

        client(transport).call(TestSessions.GET);

        assertEquals(List.of(Duration.ZERO, ASKED), transport.sent());
    }

    @Test
    @DisplayName("A3, G12: one 429 holds back all calls of all threads, whatever they do next")
    void allThreads() throws Exception {
        SteppedTime stepped = new SteppedTime(cancellation);
        TimedTransport transport = new TimedTransport(stepped, BUSY);
        ApiClient client = client(new RefusalFirst(transport, stepped), stepped);

        stepped.all(24, () -> client.call(TestSessions.GET));

        // Those that were under way when it came could not know.
        List<Duration> sent = transport.sent();
        assertEquals(25, sent.size());
        assertTrue(
                sent.subList(Limits.MOST_IN_FLIGHT, sent.size()).stream().allMatch(ASKED::equals),
                sent::toString);
    }

    @Test
    @DisplayName("A3: a longer wait that another call was asked for holds back those who wait")
    void extended() {
        Throttle throttle = new Throttle(0);
        TimedTransport transport = new TimedTransport(time);
        ApiClient client =
                new ApiClient(
                        transport,
                        TestSessions.errors(),
                        options,
                        new Pace(Limits.STANDARD, time, throttle));
        throttle.quiet(BUSY, ASKED);
        time.beforeFirstPause(() -> throttle.quiet(BUSY, Duration.ofSeconds(50)));

        client.call(TestSessions.GET);

        assertEquals(List.of(Duration.ofSeconds(50)), transport.sent());
    }

    @Test
    @DisplayName("A3: time that the server asked for is not taken from the call's own budget")
    void besideBudget() {
        ApiAnswer busy = answer(429, Map.of("retry-after", "100"));

        assertTrue(client(new TimedTransport(time, busy, busy, busy)).call(TestSessions.GET).ok());
    }

    @ParameterizedTest
    @CsvSource({"429,120,120000", "429,1,1000", "503,120,120000"})
    @DisplayName("A3: up to two minutes are obeyed")
    void upToTwoMinutes(int status, String value, long millis) {
        TimedTransport transport =
                new TimedTransport(time, answer(status, Map.of("retry-after", value)));

        client(transport).call(TestSessions.GET);

        assertEquals(Duration.ofMillis(millis), time.elapsed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "Wed, 31 Dec 2025 23:00:00 GMT"})
    @DisplayName("A3: asked for no wait at all, the usual one is kept all the same")
    void now(String value) {
        ApiAnswer answer = answer(429, Map.of("retry-after", value));
        TimedTransport transport = new TimedTransport(time, answer, answer, answer, answer);

        client(transport).call(TestSessions.GET);

        assertTrue(time.elapsed().compareTo(Duration.ofSeconds(5)) > 0, time.elapsed()::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "429,3600",
        "429,121",
        "429,soon",
        "429,-5",
        "429,''",
        "429,99999999999999999999",
        "503,3600",
        "503,soon"
    })
    @DisplayName("A4: a Retry-After that is too long, or none, is TRANSIENT and shows the value")
    void foolish(int status, String value) {
        TimedTransport transport =
                new TimedTransport(time, answer(status, Map.of("retry-after", value)));

        FederationException failure = failure(client(transport));

        assertEquals(ErrorClass.TRANSIENT, failure.errorClass());
        assertTrue(
                failure.getMessage().contains("with Retry-After: " + value), failure.getMessage());
        assertEquals(Duration.ZERO, time.elapsed());
    }

    @Test
    @DisplayName("A4: what one call was told, the next is told without asking, until it may")
    void toldOnce() {
        TimedTransport transport =
                new TimedTransport(time, answer(429, Map.of("retry-after", "3600")));
        ApiClient client = client(transport);
        String first = failure(client).getMessage();

        assertEquals(first, failure(client).getMessage());
        assertEquals(1, transport.sent().size());
        time.pass(Duration.ofSeconds(3481));
        assertTrue(client.call(TestSessions.GET).ok());
        assertEquals(Duration.ofSeconds(3600), transport.sent().get(1));
    }

    /** Nobody hears an answer before the one who is refused has. */
    private record RefusalFirst(Transport wire, SteppedTime time) implements Transport {

        @Override
        public ApiAnswer send(ApiCall call, Duration limit) throws TransportFailure {
            ApiAnswer answer = wire.send(call, limit);
            if (answer.ok()) {
                time.awaitFirstPause();
            }
            return answer;
        }

        @Override
        public void close() {
            wire.close();
        }
    }
}
