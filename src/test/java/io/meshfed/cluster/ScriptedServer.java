package io.meshfed.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * An HTTPS server that answers each request with the next line of its script, and remembers what it
 * was asked. After the script it answers with an empty ConfigMap.
 */
final class ScriptedServer implements AutoCloseable {

    /** One answer, or the lack of it. */
    interface Line {
        void play(HttpExchange exchange, CountDownLatch end) throws IOException;
    }

    record Request(String method, String path, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    static final String CONFIG_MAP =
            "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"x\"}}";

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Line> script = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    ScriptedServer(Line... script) {
        this(ServerKeys.LOCALHOST, null, script);
    }

    /**
     * @param clients whom to trust; null to ask no client for a certificate
     */
    ScriptedServer(ServerKeys keys, TrustManager clients, Line... script) {
        this.script.addAll(List.of(script));
        try {
            server =
                    HttpsServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            SSLContext tls = SSLContext.getInstance("TLS");
            TrustManager[] trust = clients == null ? null : new TrustManager[] {clients};
            tls.init(keys.keyManagers().getKeyManagers(), trust, null);
            server.setHttpsConfigurator(configurator(tls, clients != null));
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private static HttpsConfigurator configurator(SSLContext tls, boolean needClient) {
        return new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters all = getSSLContext().getDefaultSSLParameters();
                all.setNeedClientAuth(needClient);
                parameters.setSSLParameters(all);
            }
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(
                new Request(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        new TreeMap<>(exchange.getRequestHeaders()),
                        body));
        Line line = script.poll();
        (line == null ? json(200, CONFIG_MAP) : line).play(exchange, end);
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "https://127.0.0.1:" + port();
    }

    List<Request> requests() {
        return requests;
    }

    static Line json(int status, String body) {
        return answer(status, Map.of("Content-Type", "application/json"), body);
    }

    static Line status(int code, String reason, String message) {
        return json(
                code,
                "{\"kind\":\"Status\",\"code\":%d,\"reason\":\"%s\",\"message\":\"%s\"}"
                        .formatted(code, reason, message));
    }

    static Line answer(int status, Map<String, String> headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return (exchange, end) -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    /** The request was carried out, and nobody hears of it. */
    static Line replyLost() {
        return (exchange, end) -> exchange.close();
    }

    static Line cutInTheBody() {
        return (exchange, end) -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"kind\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** Begins a body and never ends it. */
    static Line dripping() {
        return (exchange, end) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(end);
            exchange.close();
        };
    }

    static Line silent() {
        return (exchange, end) -> {
            await(end);
            exchange.close();
        };
    }

    /** More than anybody wants to read. */
    static Line endless() {
        return (exchange, end) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] spaces = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            try {
                while (end.getCount() > 0) {
                    exchange.getResponseBody().write(spaces);
                }
            } catch (IOException readerLeft) {
                exchange.close();
            }
        };
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
