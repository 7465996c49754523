package io.meshfed.cli;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.meshfed.sandbox.api.ApiServer;
import io.meshfed.sandbox.pki.CertificateAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands before API servers and says something else than they do. The first two words of a path
 * name a twist and a cluster; the rest goes to the API server.
 */
final class TwistedServer implements AutoCloseable {

    /** What is answered instead. */
    interface Twist {

        /**
         * @param authorization empty for none
         */
        Answer answer(String path, String authorization, Real real) throws IOException;
    }

    /** What the API server says. */
    interface Real {
        Answer answer() throws IOException;
    }

    record Answer(int status, Map<String, String> headers, byte[] body) {}

    private final CertificateAuthority authority = CertificateAuthority.create("twisted");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, ApiServer> targets = new TreeMap<>();
    private final Map<String, Twist> twists = new ConcurrentHashMap<>();
    private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();
    private final HttpsServer server;

    TwistedServer(Map<String, ApiServer> targets) throws IOException {
        this.targets.putAll(targets);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(
                        authority.serverContext(
                                authority.issue("twisted", List.of("127.0.0.1", "localhost")))));
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String caPem() {
        return authority.pem();
    }

    /** Where this cluster is, twisted so. */
    String url(String twist, String cluster) {
        return "https://127.0.0.1:%d/%s/%s"
                .formatted(server.getAddress().getPort(), twist, cluster);
    }

    void twist(String name, Twist twist) {
        twists.put(name, twist);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            URI uri = exchange.getRequestURI();
            String[] words = uri.getRawPath().split("/", 4);
            String rest = "/" + (words.length > 3 ? words[3] : "");
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            String sent = exchange.getRequestHeaders().getFirst("Authorization");
            Answer answer =
                    twists.get(words[1])
                            .answer(
                                    rest,
                                    sent == null ? "" : sent,
                                    () -> real(words[2], rest + query, exchange, body));
            Headers headers = exchange.getResponseHeaders();
            answer.headers().forEach(headers::set);
            long length = answer.body().length == 0 ? -1 : answer.body().length;
            exchange.sendResponseHeaders(answer.status(), length);
            if (length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private Answer real(String cluster, String path, HttpExchange exchange, byte[] body)
            throws IOException {
        if (path.contains("watch=true")) {
            return new Answer(200, Map.of("Content-Type", "application/json"), new byte[0]);
        }
        ApiServer target = targets.get(cluster);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(target.uri() + path))
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : List.of("Authorization", "Content-Type", "Accept")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.setHeader(name, value);
            }
        }
        try {
            HttpResponse<byte[]> response =
                    client(cluster).send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("Content-Type").orElse("text/plain");
            return new Answer(response.statusCode(), Map.of("Content-Type", type), response.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    private HttpClient client(String cluster) {
        return clients.computeIfAbsent(
                cluster,
                name ->
                        HttpClient.newBuilder()
                                .sslContext(targets.get(name).authority().clientContext())
                                .build());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
