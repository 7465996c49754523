package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meshfed.testing.Poll;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OneAtATimeTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Somebody hangs up in the middle of each flush. */
    private static final class HungUp extends OutputStream {

        private final HttpExchange exchange;
        private final OutputStream out;
        private final List<String> seen;

        HungUp(HttpExchange exchange, List<String> seen) {
            this.exchange = exchange;
            this.out = exchange.getResponseBody();
            this.seen = seen;
        }

        @Override
        public void write(int next) throws IOException {
            out.write(next);
        }

        @Override
        public void flush() throws IOException {
            seen.add("flushing");
            Thread other = new Thread(exchange::close, "hangs-up");
            other.start();
            Poll.until(
                    "it waits, or is done",
                    LIMIT,
                    () ->
                            other.getState() == Thread.State.BLOCKED
                                    || other.getState() == Thread.State.TERMINATED);
            out.flush();
            seen.add("flushed");
        }

        @Override
        public void close() throws IOException {
            seen.add("closed");
            out.close();
        }
    }

    @Test
    @DisplayName("an answer is hung up between two writes, never within one")
    void hangUp() throws IOException {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.setStreams(null, new HungUp(exchange, seen));
                    try {
                        HttpFront.send(exchange, new Reply.Stream("text/plain", this::oneLine));
                    } catch (InterruptedException closing) {
                        Thread.currentThread().interrupt();
                    }
                });
        server.start();
        try {
            URI uri = URI.create("http://localhost:" + server.getAddress().getPort());
            assertEquals("line\n", new String(uri.toURL().openStream().readAllBytes()));
        } finally {
            server.stop(0);
        }

        assertEquals(List.of("flushing", "flushed", "closed"), seen.subList(0, 3));
    }

    private void oneLine(OutputStream out) throws IOException {
        out.write("line\n".getBytes());
        out.flush();
    }
}
