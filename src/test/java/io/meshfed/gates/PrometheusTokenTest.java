package io.meshfed.gates;

import static io.meshfed.gates.PrometheusServer.JSON;
import static io.meshfed.gates.PrometheusServer.number;
import static io.meshfed.gates.PrometheusServer.series;
import static io.meshfed.gates.PrometheusServer.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.meshfed.gates.PrometheusServer.Reply;
import io.meshfed.testing.InfoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusTokenTest extends PrometheusBed {

    @Test
    @DisplayName("a token that was replaced on disk is read again, once")
    void rotated() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "old-token\n");
        try (PrometheusServer server =
                new PrometheusServer(
                        (exchange, number) -> {
                            String sent = exchange.getRequestHeaders().getFirst("Authorization");
                            Files.writeString(token, "new-token\n");
                            exchange.getResponseHeaders().set("Content-Type", JSON);
                            boolean good = sent.equals("Bearer new-token");
                            InfoServer.text(
                                    exchange, good ? 200 : 401, good ? vector(series("0")) : "");
                        })) {
            assertEquals(
                    Verdict.PASS, ask(server.address(), "token", Duration.ofMinutes(1)).verdict());
            assertEquals(List.of("Bearer old-token", "Bearer new-token"), server.credentials());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    @DisplayName("a token that is refused is unknown, and not sent again while it is the same")
    void refusedToken(int status) throws IOException {
        Files.writeString(folder.resolve("token"), "a-token");
        try (PrometheusServer server =
                new PrometheusServer(new Reply(status, "text/plain", "Unauthorized"))) {
            Opinion said = ask(server.address(), "token", Duration.ofMinutes(1));

            assertUnknown("refused", said);
            assertEquals(1, server.asked().size());
        }
    }

    @Test
    @DisplayName("no token, no address, a token over plain http: unknown, and nothing is sent")
    void unusable() throws IOException {
        Files.writeString(folder.resolve("two"), "one two");
        Files.writeString(folder.resolve("empty"), "\n");
        Files.writeString(folder.resolve("good"), "a-token");
        try (PrometheusServer server = new PrometheusServer(number("0"))) {
            Duration limit = Duration.ofMinutes(1);
            assertUnknown("unreadable", ask(server.address(), "missing", limit));
            assertUnknown("no-token", ask(server.address(), "two", limit));
            assertUnknown("no-token", ask(server.address(), "empty", limit));
            assertUnknown("no-address", ask("http://prometheus.example.com", "good", limit));
            Opinion password = ask("https://me:passw0rd@127.0.0.1", "", limit);
            assertUnknown("no-address", password);
            assertFalse(password.toString().contains("passw0rd"));
            assertEquals(List.of(), server.asked());
        }
    }
}
