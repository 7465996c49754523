package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Trees;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WatchTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    private final ApiServer server =
            ApiServer.start(ApiServerOptions.of("aro").withHistoryLimit(20));
    private final Client client = Client.admin(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("without a version a watch begins with what is there, then tells each change once")
    void fromTheStart() throws IOException {
        put("a", "one");
        try (Watching watching = watch("")) {
            assertEquals("ADDED a", watching.next());

            put("a", "two");
            client.delete(MAPS + "/a");

            assertEquals("MODIFIED a", watching.next());
            assertEquals("DELETED a", watching.next());
        }
    }

    @Test
    @DisplayName("a watch that goes on from a list misses nothing that happened in between")
    void resumes() throws IOException {
        put("a", "one");
        String version = version();
        put("b", "one");
        client.delete(MAPS + "/a");

        try (Watching watching = watch("&resourceVersion=" + version)) {
            assertEquals("ADDED b", watching.next());
            assertEquals("DELETED a", watching.next());
        }
    }

    @Test
    @DisplayName("a version that history no longer reaches gets one event: the error 410 Expired")
    void expired() {
        String old = version();
        for (int i = 0; i < 30; i++) {
            put("a", "value " + i);
        }

        Client.Answer answer = client.get(MAPS + "?watch=true&resourceVersion=" + old);

        assertEquals("ERROR", answer.json().get("type"));
        assertEquals(410L, Trees.value(answer.json(), "object", "code").orElseThrow());
        assertEquals("Expired", Trees.text(answer.json(), "object", "reason").orElse(""));
    }

    @Test
    @DisplayName("an object that stops matching the selector is DELETED, one that starts is ADDED")
    void selector() throws IOException {
        put("a", "one");
        try (Watching watching = watch("&labelSelector=tier%3Dx&resourceVersion=" + version())) {
            label("a", "\"x\"");
            label("a", "null");
            label("a", "\"x\"");

            assertEquals(
                    List.of("ADDED a", "DELETED a", "ADDED a"),
                    List.of(watching.next(), watching.next(), watching.next()));
        }
    }

    @Test
    @DisplayName("a watch ends after timeoutSeconds, with a bookmark for those who want one")
    void ends() {
        put("a", "one");

        Client.Answer whole =
                client.get(MAPS + "?watch=true&timeoutSeconds=1&allowWatchBookmarks=true");

        List<String> lines = whole.body().lines().toList();
        Map<String, Object> last = Json.object(lines.get(lines.size() - 1));
        assertEquals("BOOKMARK", last.get("type"));
        assertEquals(
                version(), Trees.text(last, "object", "metadata", "resourceVersion").orElse(""));
    }

    @Test
    @DisplayName("kubectl's watch gets a table row for each event")
    void tables() throws Exception {
        put("a", "one");
        var request =
                client.request("GET", MAPS + "?watch=true&timeoutSeconds=1", "", "")
                        .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
                        .build();

        String body = client.http().send(request, BodyHandlers.ofString()).body();

        Map<String, Object> table =
                Json.part(Json.object(body.lines().toList().get(0)).get("object"));
        assertEquals("Table", table.get("kind"));
        assertEquals(
                List.of("a", 1L),
                ((List<?>) Trees.objects(table, "rows").get(0).get("cells")).subList(0, 2));
    }

    @Test
    @DisplayName("a hundred open watches do not keep others waiting, and all see the change")
    void many() throws IOException {
        List<Watching> open = new ArrayList<>();
        String since = version();
        for (int i = 0; i < 100; i++) {
            open.add(watch("&resourceVersion=" + since));
        }

        put("a", "one");

        for (Watching watching : open) {
            assertEquals("ADDED a", watching.next());
            watching.close();
        }
    }

    @Test
    @DisplayName("a request to switch to WebSocket is answered at once, so that clients fall back")
    void webSocket() {
        CompletionException refused =
                assertThrows(
                        CompletionException.class,
                        () ->
                                client.http()
                                        .newWebSocketBuilder()
                                        .header("Authorization", "Bearer " + client.token())
                                        .buildAsync(
                                                URI.create(
                                                        client.server()
                                                                        .toString()
                                                                        .replace("https", "wss")
                                                                + MAPS
                                                                + "?watch=true"),
                                                new WebSocket.Listener() {})
                                        .join());

        assertInstanceOf(WebSocketHandshakeException.class, refused.getCause());
    }

    @Test
    @DisplayName("closing the server ends its watches")
    void closing() throws IOException {
        try (Watching watching = watch("")) {
            server.close();

            assertTrue(watching.ended());
        }
    }

    private void put(String name, String value) {
        server.store()
                .put(
                        Discovery.tree(
                                "apiVersion",
                                "v1",
                                "kind",
                                "ConfigMap",
                                "metadata",
                                Discovery.tree("name", name, "namespace", "default"),
                                "data",
                                Map.of("k", value)));
    }

    private void label(String name, String value) {
        client.merge(
                MAPS + "/" + name, "{\"metadata\": {\"labels\": {\"tier\": %s}}}".formatted(value));
    }

    private String version() {
        return Trees.text(client.get(MAPS).json(), "metadata", "resourceVersion").orElseThrow();
    }

    private Watching watch(String query) {
        try {
            var request = client.request("GET", MAPS + "?watch=true" + query, "", "").build();
            HttpResponse<InputStream> response =
                    client.http().send(request, BodyHandlers.ofInputStream());
            assertEquals(200, response.statusCode());
            return new Watching(
                    new BufferedReader(
                            new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The events of one watch, in short: {@code ADDED name}. */
    private record Watching(BufferedReader lines) implements AutoCloseable {

        String next() throws IOException {
            Map<String, Object> event = Json.object(lines.readLine());
            return event.get("type")
                    + " "
                    + Trees.text(event, "object", "metadata", "name").orElse("");
        }

        boolean ended() {
            try {
                return lines.readLine() == null;
            } catch (IOException brokenOff) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
