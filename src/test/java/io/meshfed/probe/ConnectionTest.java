package io.meshfed.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meshfed.probe.RawServer.Then;
import io.meshfed.testing.InfoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final SSLSocketFactory JDK = (SSLSocketFactory) SSLSocketFactory.getDefault();

    private static Answer ask(RawServer server) throws ProbeException {
        try (Connection connection = new Connection(server.target(), JDK)) {
            return connection.ask(System.nanoTime() + LONG.toNanos());
        }
    }

    private static FailureKind failure(Target target, Duration limit) {
        try (Connection connection = new Connection(target, JDK)) {
            long deadline = System.nanoTime() + limit.toNanos();
            return assertThrows(ProbeException.class, () -> connection.ask(deadline)).kind();
        }
    }

    private static FailureKind failure(String answer, Then then) {
        try (RawServer server = new RawServer(answer, then)) {
            return failure(server.target(), LONG);
        }
    }

    @ParameterizedTest(name = "[{index}]")
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200\r\ntransfer-encoding: chunked\r\n\r\n2;x=y\r\nhe\r\n3\r\nllo\r\n0\r\nt: u\r\n\r\n",
                "HTTP/1.0 200 OK\n\nhello",
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello",
                "HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
            })
    @DisplayName("a body ends where its length, its chunks or the connection say")
    void bodies(String answer) throws ProbeException {
        try (RawServer server = new RawServer(answer, Then.CLOSE)) {
            Answer read = ask(server);

            assertEquals(200, read.status());
            assertArrayEquals("hello".getBytes(StandardCharsets.UTF_8), read.body());
        }
    }

    @ParameterizedTest(name = "[{index}]")
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\r\n",
                "HTTP/1.1 999 What\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
            })
    @DisplayName("what is no HTTP is counted as that")
    void notHttp(String answer) {
        assertEquals(FailureKind.NOT_HTTP, failure(answer, Then.CLOSE));
    }

    @Test
    @DisplayName("endless headers are given up")
    void endlessHeaders() {
        String many = "a: b\r\n".repeat(300);
        String wide = "a: " + "b".repeat(20_000) + "\r\n";

        for (String headers : List.of(many, wide)) {
            assertEquals(FailureKind.NOT_HTTP, failure("HTTP/1.1 200 OK\r\n" + headers, Then.KEEP));
        }
    }

    @ParameterizedTest(name = "[{index}]")
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n",
            })
    @DisplayName("a body that says it is huge is never begun")
    void hugeBodies(String answer) {
        assertEquals(FailureKind.TOO_LARGE, failure(answer, Then.KEEP));
    }

    @Test
    @DisplayName("a body that does not say how huge it is is given up")
    void endlessBody() {
        String body = "x".repeat(Answer.LARGEST_BODY + 1);

        assertEquals(FailureKind.TOO_LARGE, failure("HTTP/1.1 200 OK\r\n\r\n" + body, Then.CLOSE));
    }

    @Test
    @DisplayName("an answer that breaks off, and a reset, are a lost connection")
    void lost() {
        assertEquals(
                FailureKind.LOST,
                failure("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe", Then.CLOSE));
        assertEquals(FailureKind.LOST, failure("", Then.RESET));
        assertEquals(FailureKind.LOST, failure("", Then.CLOSE));
    }

    @Test
    @DisplayName("a request ends with its time, also when a byte comes now and then")
    void limit() {
        try (RawServer server =
                new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe", Then.KEEP)) {
            assertEquals(FailureKind.TIMEOUT, failure(server.target(), Duration.ofMillis(50)));
        }
    }

    @Test
    @DisplayName("so does a TLS handshake of which a byte comes now and then")
    @Timeout(20)
    void handshakeLimit() throws IOException {
        try (ServerSocket dripping = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> drip(dripping), "dripping");
            thread.setDaemon(true);
            thread.start();
            Target target = Target.of(URI.create("https://127.0.0.1:" + dripping.getLocalPort()));

            assertEquals(FailureKind.TIMEOUT, failure(target, Duration.ofMillis(300)));
        }
    }

    /** The head of a record of 16 KiB, then what is in it, for minutes. */
    private static void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(new byte[] {0x16, 0x03, 0x03, 0x40, 0x00});
            CountDownLatch never = new CountDownLatch(1);
            while (!never.await(20, TimeUnit.MILLISECONDS)) {
                socket.getOutputStream().write(0);
            }
        } catch (IOException | InterruptedException gone) {
            return;
        }
    }

    @Test
    @DisplayName("where nobody listens the connection is refused")
    void refused() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Target target = Target.of(URI.create("http://127.0.0.1:" + port));

        assertEquals(FailureKind.REFUSED, failure(target, LONG));
    }

    @Test
    @DisplayName("a host without an address is told apart from one that does not answer")
    void noAddress() {
        Target target = Target.of(URI.create("http://no-such-host.invalid/"));

        assertEquals(FailureKind.NO_ADDRESS, failure(target, LONG));
    }

    @Test
    @DisplayName("one connection serves request after request")
    void kept() throws ProbeException {
        try (RawServer server =
                        new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", Then.KEEP);
                Connection connection = new Connection(server.target(), JDK)) {
            for (int i = 0; i < 3; i++) {
                connection.ask(System.nanoTime() + LONG.toNanos());
            }

            assertEquals(1, server.connections());
        }
    }

    @Test
    @DisplayName("a kept connection that the server has closed meanwhile is replaced")
    void stale() throws ProbeException {
        try (RawServer server =
                        new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", Then.CLOSE);
                Connection connection = new Connection(server.target(), JDK)) {
            for (int i = 0; i < 3; i++) {
                assertEquals(200, connection.ask(System.nanoTime() + LONG.toNanos()).status());
            }

            assertEquals(3, server.connections());
        }
    }

    @Test
    @DisplayName("requests go to one place and ask for another")
    void connectTo() throws ProbeException {
        try (InfoServer server = InfoServer.of("west")) {
            Target target =
                    Target.of(URI.create("http://kube-info.apps.example.com/info"))
                            .via(new Address("127.0.0.1", server.port()));
            try (Connection connection = new Connection(target, JDK)) {
                Answer answer = connection.ask(System.nanoTime() + LONG.toNanos());

                assertEquals("west", Answerer.of(answer.body()).mesh());
                assertEquals(List.of("kube-info.apps.example.com"), server.hosts());
            }
        }
    }

    @Test
    @DisplayName("a redirect is an answer, and not followed")
    void redirect() throws ProbeException {
        String answer =
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
        try (RawServer server = new RawServer(answer, Then.KEEP)) {
            assertEquals(302, ask(server).status());
        }
    }
}
