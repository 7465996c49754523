package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.model.ClusterRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HttpFaultTest {

    record Fault(String name, ScriptedServer.Line line) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> passingFaults() {
        return Stream.of(
                new Fault("500", ScriptedServer.status(500, "InternalError", "oops")),
                new Fault("502 HTML", ScriptedServer.answer(502, Map.of(), "<html>")),
                new Fault("503", ScriptedServer.status(503, "ServiceUnavailable", "later")),
                new Fault("504", ScriptedServer.answer(504, Map.of(), "")),
                new Fault("429", ScriptedServer.answer(429, Map.of("Retry-After", "7"), "")),
                new Fault("reply lost", ScriptedServer.replyLost()),
                new Fault("cut in the body", ScriptedServer.cutInTheBody()),
                new Fault("truncated JSON", ScriptedServer.json(200, "{\"kind\":")));
    }

    private static ApiSession session(ScriptedServer server) {
        return TestSessions.session(
                TestSessions.context(
                        TestSessions.server(server.url(), ServerKeys.LOCALHOST.pem()),
                        TestSessions.user()),
                SessionOptions.of("test"),
                Limits.STANDARD);
    }

    private static FederationException failure(ApiSession session) {
        FederationException failure =
                assertThrows(FederationException.class, () -> session.find(TestSessions.X));
        assertFalse(failure.getMessage().contains(TestSessions.TOKEN), failure.getMessage());
        return failure;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passingFaults")
    @DisplayName("A1: a fault that passes is not noticed by a read")
    void passingFault(Fault fault) {
        try (ScriptedServer server = new ScriptedServer(fault.line());
                ApiSession session = session(server)) {
            assertTrue(session.find(TestSessions.X).isPresent());
            // Seen from the server: the JDK itself repeats a read whose connection broke.
            assertEquals(2, server.requests().size());
        }
    }

    static Stream<Fault> stalls() {
        return Stream.of(
                new Fault("body drips", ScriptedServer.dripping()),
                new Fault("no answer", ScriptedServer.silent()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stalls")
    @DisplayName("A11: an answer that does not end is given up and asked for again")
    void stall(Fault fault) {
        ScriptedServer.Line good = ScriptedServer.json(200, ScriptedServer.CONFIG_MAP);
        try (ScriptedServer server = new ScriptedServer(good, fault.line());
                ApiSession session =
                        TestSessions.session(
                                TestSessions.context(
                                        TestSessions.server(
                                                server.url(), ServerKeys.LOCALHOST.pem()),
                                        TestSessions.user()),
                                SessionOptions.of("test"),
                                TestSessions.SHORT)) {
            session.find(TestSessions.X);

            assertTrue(session.find(TestSessions.X).isPresent());
        }
    }

    @Test
    @DisplayName("an access review is a POST, but leaves nothing behind: it is asked again")
    void reviewIsRepeated() {
        ScriptedServer.Line allowed = ScriptedServer.json(201, "{\"status\":{\"allowed\":true}}");
        AccessRule rule = new AccessRule("get", "", "configmaps", "ns", "");
        for (ScriptedServer.Line line :
                List.of(
                        ScriptedServer.replyLost(),
                        ScriptedServer.cutInTheBody(),
                        ScriptedServer.status(503, "ServiceUnavailable", "later"),
                        ScriptedServer.answer(429, Map.of("Retry-After", "1"), ""))) {
            try (ScriptedServer server = new ScriptedServer(line, allowed);
                    ApiSession session = session(server)) {
                assertEquals(Map.of(rule, true), session.allowed(List.of(rule)));
                assertEquals(2, server.requests().size());
                assertEquals("POST", server.requests().get(1).method());
            }
        }
    }

    @Test
    @DisplayName("no redirect is followed: the other host sees no request, and no token")
    void redirect() {
        try (ScriptedServer other = new ScriptedServer();
                ScriptedServer server =
                        new ScriptedServer(
                                ScriptedServer.answer(
                                        302, Map.of("Location", other.url() + "/login"), ""));
                ApiSession session = session(server)) {
            FederationException failure = failure(session);

            assertEquals(ErrorClass.TRANSIENT, failure.errorClass());
            assertTrue(failure.getMessage().contains("redirects to 127.0.0.1"));
            assertEquals(1, server.requests().size());
            assertEquals(List.of(), other.requests());
        }
    }

    @Test
    @DisplayName("A13: a page of a proxy is named for what it is")
    void html() {
        ScriptedServer.Line page =
                ScriptedServer.answer(
                        200, Map.of("Content-Type", "text/html; charset=utf-8"), "<p>login</p>");
        try (ScriptedServer server = new ScriptedServer(page, page, page, page, page);
                ApiSession session = session(server)) {
            FederationException failure = failure(session);

            assertEquals(ErrorClass.TRANSIENT, failure.errorClass());
            assertTrue(
                    failure.getMessage().contains("not a Kubernetes answer (text/html, 12 bytes)"),
                    failure.getMessage());
        }
    }

    @Test
    @DisplayName("A13: an endless answer is cut off")
    void endless() {
        ScriptedServer.Line endless = ScriptedServer.endless();
        try (ScriptedServer server = new ScriptedServer(endless);
                ApiSession session = TestSessions.session(server.url())) {
            assertTrue(session.find(TestSessions.X).isPresent());
            assertEquals(2, server.requests().size());
        }
    }

    @Test
    @DisplayName("A5: a port that nobody listens on is TRANSIENT after three tries")
    void refused() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (ApiSession session = TestSessions.session("https://127.0.0.1:" + port)) {
            FederationException failure = failure(session);

            assertEquals(ErrorClass.TRANSIENT, failure.errorClass());
            assertTrue(
                    failure.getMessage()
                            .contains("cannot reach API server 127.0.0.1:" + port + ": connection"),
                    failure.getMessage());
            assertEquals(Map.of("get", 3), session.requests());
        }
    }

    @Test
    @DisplayName("A6: a name that does not resolve is TRANSIENT and says so")
    void unknownHost() {
        try (ApiSession session = TestSessions.session("https://nowhere.invalid:6443")) {
            FederationException failure = failure(session);

            assertEquals(ErrorClass.TRANSIENT, failure.errorClass());
            assertTrue(
                    failure.getMessage().contains("nowhere.invalid:6443: cannot resolve its name"),
                    failure.getMessage());
        }
    }

    @Test
    @DisplayName("a server that accepts and says nothing is a dead one: given up in under 10 s")
    void blackHole() throws IOException {
        SessionOptions options = SessionOptions.of("test");
        ClusterRef cluster = new ClusterRef("aro", "ctx", "");
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "https://127.0.0.1:" + mute.getLocalPort();
            ContextSettings context =
                    TestSessions.context(TestSessions.server(url, ""), TestSessions.user());
            ApiErrors errors = new ApiErrors(cluster, context);
            // On the real clock, since it is the clock's figure that is promised.
            try (ApiClient client =
                    new ApiClient(
                            new ServerConnection(context, options),
                            errors,
                            options,
                            Pace.of(options))) {
                Instant start = Instant.now();
                AccessRule asks = new AccessRule("get", "", "configmaps", "ns", "x");

                FederationException failure =
                        assertThrows(
                                FederationException.class,
                                () -> client.call(ApiCall.read(asks, "/x")));

                assertEquals(ErrorClass.TRANSIENT, failure.errorClass());
                assertTrue(Duration.between(start, Instant.now()).toSeconds() < 10);
            }
        }
    }

    @Test
    @DisplayName("cancelling ends a read that waits for its answer, as INTERRUPTED")
    void cancelled() {
        Cancellation cancellation = new Cancellation();
        ScriptedServer.Line cancelling =
                (exchange, end) -> {
                    cancellation.cancel();
                    ScriptedServer.silent().play(exchange, end);
                };
        try (ScriptedServer server = new ScriptedServer(cancelling);
                ApiSession session =
                        TestSessions.session(
                                TestSessions.context(
                                        TestSessions.server(
                                                server.url(), ServerKeys.LOCALHOST.pem()),
                                        TestSessions.user()),
                                SessionOptions.of("test").with(cancellation),
                                Limits.STANDARD)) {
            assertEquals(ErrorClass.INTERRUPTED, failure(session).errorClass());
        }
    }

    @Test
    @DisplayName("the request carries our credential, says who asks, and wants JSON")
    void headers() {
        try (ScriptedServer server = new ScriptedServer();
                ApiSession session = session(server)) {
            session.find(TestSessions.X);

            ScriptedServer.Request request = server.requests().get(0);
            assertEquals("GET", request.method());
            assertEquals("/api/v1/namespaces/ns/configmaps/x", request.path());
            assertEquals("Bearer " + TestSessions.TOKEN, request.header("Authorization"));
            assertEquals("meshfed", request.header("User-agent"));
            assertEquals("application/json", request.header("Accept"));
        }
    }
}
