package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class HangUpTest {

    private static final String LOG =
            "/api/v1/namespaces/default/pods/peer/log?container=run&follow=true";

    /** What the server's own stream gets to see of an answer that is cut while it is flushed. */
    private static final class Seen extends FilterOutputStream {

        private final List<String> all;
        private Runnable onFlush = () -> {};

        Seen(OutputStream out, List<String> all) {
            super(out);
            this.all = all;
        }

        @Override
        public void flush() throws IOException {
            all.add("flush");
            onFlush.run();
            super.flush();
        }

        @Override
        public void close() throws IOException {
            all.add("close");
            super.close();
        }
    }

    @Test
    @DisplayName("an answer that is hung up breaks off: nobody takes what came for all of it")
    void breaksOff() throws Exception {
        try (ApiServer server = ApiServer.start(ApiServerOptions.of("aro"))) {
            server.logs().say("default", "peer", "run", "begins");
            Client client = Client.admin(server);
            var request = client.request("GET", LOG, "", "").build();
            var response = client.http().send(request, BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body()))) {
                assertEquals("begins", lines.readLine());

                server.hangUp();

                assertThrows(IOException.class, lines::readLine);
                assertEquals(0, server.openStreams());
            }
        }
    }

    @Test
    @DisplayName("whoever hangs up while a line is sent sends nothing himself")
    void whileSending() throws IOException {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    Seen under = new Seen(exchange.getResponseBody(), seen);
                    exchange.setStreams(null, under);
                    CuttableAnswer answer = CuttableAnswer.of(exchange);
                    under.onFlush = answer::cut;
                    exchange.sendResponseHeaders(200, 0);
                    answer.write('x');
                    answer.flush();
                });
        server.start();
        try {
            URI uri = URI.create("http://localhost:" + server.getAddress().getPort());
            assertThrows(IOException.class, () -> uri.toURL().openStream().readAllBytes());
        } finally {
            server.stop(0);
        }

        assertEquals(List.of("flush"), seen);
    }
}
