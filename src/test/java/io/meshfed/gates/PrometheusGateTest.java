package io.meshfed.gates;

import static io.meshfed.gates.PrometheusServer.JSON;
import static io.meshfed.gates.PrometheusServer.error;
import static io.meshfed.gates.PrometheusServer.number;
import static io.meshfed.gates.PrometheusServer.series;
import static io.meshfed.gates.PrometheusServer.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.gates.PrometheusServer.Reply;
import io.meshfed.testing.InfoServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusGateTest extends PrometheusBed {

    @ParameterizedTest
    @CsvSource({
        "0, PASS",
        "0.01, PASS",
        "1e-2, PASS",
        "-3.5, PASS",
        "0.010000001, FAIL",
        "12345678901, FAIL"
    })
    @DisplayName("a number passes up to the limit, the limit included, and fails above it")
    void limit(String value, Verdict verdict) {
        try (PrometheusServer server = new PrometheusServer(number(value))) {
            Opinion said = ask(server.address());

            assertEquals(verdict, said.verdict(), said::statement);
            assertTrue(said.statement().contains("at most 0.01 wanted"), said::statement);
        }
    }

    @Test
    @DisplayName("the query is sent as it is, to the API below the address")
    void asks() {
        try (PrometheusServer server = new PrometheusServer(number("0"))) {
            for (String path : List.of("", "/", "/api", "/api/v1", "/api/v1/query")) {
                assertEquals(Verdict.PASS, ask(server.address() + path).verdict());
            }
            assertEquals(Verdict.PASS, ask(server.address() + "/prometheus").verdict());

            String query =
                    "/api/v1/query?query=sum%28rate%28errors%5B5m%5D%29%29%20%2F%202&stats=all&timeout=8s";
            assertEquals(
                    Stream.concat(
                                    Stream.of(query, query, query, query, query),
                                    Stream.of("/prometheus" + query))
                            .toList(),
                    server.asked());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 429, 408})
    @DisplayName("H1: four errors in a row are unknown, and there is no fifth try")
    void fourErrors(int status) {
        try (PrometheusServer server =
                new PrometheusServer(error(status, "timeout", "query timed out"))) {
            Opinion said = ask(server.address());

            assertUnknown("unreachable", said);
            assertTrue(said.statement().contains("4 errors in a row"), said::statement);
            assertTrue(said.statement().contains("status " + status), said::statement);
            assertEquals(4, server.asked().size());
            assertEquals(List.of(500L, 1000L, 2000L), millis());
        }
    }

    private List<Long> millis() {
        return time.pauses().stream().map(Duration::toMillis).toList();
    }

    @Test
    @DisplayName("H1: three errors and then an answer are that answer")
    void threeErrors() {
        Reply down = new Reply(503, "text/html", "<html>starting</html>");
        try (PrometheusServer server = new PrometheusServer(down, down, down, number("0.5"))) {
            assertEquals(Verdict.FAIL, ask(server.address()).verdict());
        }
    }

    @Test
    @DisplayName("H1: a server that is not there is unknown")
    void notThere() {
        Opinion said = ask("http://127.0.0.1:1");

        assertUnknown("unreachable", said);
        assertTrue(said.statement().contains("connect refused"), said::statement);
    }

    @Test
    @DisplayName("H1: an answer that does not come, or not whole, is unknown in time")
    void slowAndTruncated() {
        try (PrometheusServer silent = new PrometheusServer((exchange, number) -> stall());
                PrometheusServer truncated =
                        new PrometheusServer(
                                (exchange, number) -> {
                                    exchange.getResponseHeaders().set("Content-Type", JSON);
                                    exchange.sendResponseHeaders(200, 1000);
                                    exchange.getResponseBody().write(new byte[] {'{'});
                                    exchange.getResponseBody().flush();
                                    throw new IOException("cut");
                                })) {
            assertUnknown("unreachable", ask(silent.address(), "", Duration.ofMillis(300)));
            Opinion cut = ask(truncated.address());
            assertUnknown("unreachable", cut);
            assertTrue(cut.statement().contains("connection lost"), cut::statement);
        }
    }

    /** Until the server is closed. */
    private static void stall() throws IOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException closed) {
            throw new IOException(closed);
        }
    }

    @Test
    @DisplayName("H1: an answer without end is given up at its bound")
    void huge() {
        try (PrometheusServer server =
                new PrometheusServer(
                        (exchange, number) -> {
                            exchange.getResponseHeaders().set("Content-Type", JSON);
                            exchange.sendResponseHeaders(200, 0);
                            byte[] much = new byte[1 << 16];
                            while (true) {
                                exchange.getResponseBody().write(much);
                            }
                        })) {
            Opinion said = ask(server.address());

            assertUnknown("unreachable", said);
            assertTrue(said.statement().contains("answer too large"), said::statement);
        }
    }

    static Stream<Reply> refusals() {
        return Stream.of(
                error(400, "bad_data", "1:5: parse error"),
                error(422, "execution", "query processing would load too many samples"),
                error(200, "bad_data", "1:5: parse error"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    @DisplayName("a query that is refused is unknown at once, with what the server says")
    void refused(Reply reply) {
        try (PrometheusServer server = new PrometheusServer(reply)) {
            Opinion said = ask(server.address());

            assertUnknown("query-refused", said);
            assertTrue(said.statement().contains("error") || said.statement().contains("samples"));
            assertEquals(1, server.asked().size());
        }
    }

    static Stream<Reply> strangers() {
        String good = vector(series("0"));
        return Stream.of(
                new Reply(200, "text/html", "<html>Log in</html>"),
                new Reply(200, "text/html", good),
                new Reply(200, "text/plain; charset=utf-8", good),
                new Reply(200, JSON, "<html>Log in</html>"),
                new Reply(302, "text/html", ""),
                new Reply(307, JSON, good),
                new Reply(204, JSON, ""),
                new Reply(404, "text/plain", "404 page not found"),
                new Reply(206, JSON, good));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    @DisplayName("a login page, a redirect, a wrong type: never a pass, and asked only once")
    void strangers(Reply reply) {
        try (PrometheusServer server =
                new PrometheusServer(
                        (exchange, number) -> {
                            exchange.getResponseHeaders().set("Content-Type", reply.type());
                            exchange.getResponseHeaders().set("Location", "/elsewhere");
                            InfoServer.text(exchange, reply.status(), reply.body());
                        })) {
            assertUnknown("not-prometheus", ask(server.address()));
            assertEquals(1, server.asked().size());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, PASS", "-299, PASS", "-301, UNKNOWN", "59, PASS", "90, UNKNOWN"})
    @DisplayName("H2: an answer that is too old, or from the future, is unknown")
    void stale(long seconds, Verdict verdict) {
        Instant at = time.now().plusSeconds(seconds);
        try (PrometheusServer server = new PrometheusServer(Reply.json(vector(series("0", at))))) {
            Opinion said = ask(server.address());

            assertEquals(verdict, said.verdict(), said::statement);
            assertEquals(verdict == Verdict.UNKNOWN ? "stale" : "", said.reason());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 99", "0.5, 99"})
    @DisplayName("H2: too few samples are unknown, whatever the number is")
    void tooFew(String value, long samples) {
        try (PrometheusServer server =
                new PrometheusServer(Reply.json(vector(series(value), samples)))) {
            Opinion said = ask(server.address());

            assertUnknown("too-few-samples", said);
            assertTrue(said.statement().contains("at least 100 wanted"), said::statement);
        }
    }

    @Test
    @DisplayName("H2: a server that does not tell of how many samples leaves it unknown")
    void samplesNotTold() {
        String body =
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s]}}"
                        .formatted(series("0"));
        try (PrometheusServer server = new PrometheusServer(Reply.json(body))) {
            assertUnknown("samples-not-told", ask(server.address()));
        }
    }
}
