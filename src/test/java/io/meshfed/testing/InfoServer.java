package io.meshfed.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A service that answers over plain HTTP as its test says, and remembers what it was asked. */
public final class InfoServer implements AutoCloseable {

    /** What becomes of one request. */
    public interface Script {

        /**
         * @param number of the request, from 0
         */
        void answer(HttpExchange exchange, int number) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger number = new AtomicInteger();
    private final List<String> hosts = new CopyOnWriteArrayList<>();

    private InfoServer(HttpServer server, Script script) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        hosts.add(exchange.getRequestHeaders().getFirst("Host"));
                        script.answer(exchange, number.getAndIncrement());
                    }
                });
        server.start();
    }

    public static InfoServer answering(Script script) {
        try {
            return new InfoServer(HttpServer.create(free(), 0), script);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Over TLS. */
    public static InfoServer secured(SSLContext tls, String mesh) {
        return secured(tls, (exchange, number) -> text(exchange, 200, info(mesh, "v1", "rosa")));
    }

    /** Over TLS. */
    public static InfoServer secured(SSLContext tls, Script script) {
        try {
            HttpsServer server = HttpsServer.create(free(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            return new InfoServer(server, script);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static InetSocketAddress free() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Each mesh in turn. */
    public static InfoServer of(String... meshes) {
        return answering(
                (exchange, number) ->
                        text(exchange, 200, info(meshes[number % meshes.length], "v1", "rosa")));
    }

    /** As kube-info answers. */
    public static String info(String mesh, String version, String cluster) {
        return "{\"service\":\"kube-info\",\"mesh\":\"%s\",\"version\":\"%s\",\"cluster\":\"%s\"}"
                .formatted(mesh, version, cluster);
    }

    public static void text(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:%d/info".formatted(port());
    }

    /** What the Host header said, request by request. */
    public List<String> hosts() {
        return List.copyOf(hosts);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
