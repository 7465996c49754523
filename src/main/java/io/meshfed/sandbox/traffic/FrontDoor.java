package io.meshfed.sandbox.traffic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.sandbox.api.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * One plain HTTP port on this machine for the Routes of all clusters, told apart by Host. A request
 * for this machine itself is answered with what was counted.
 */
final class FrontDoor implements AutoCloseable {

    private static final Logger LOG = System.getLogger(FrontDoor.class.getName());
    private static final int THREADS = 4;
    private static final int BACKLOG = 1024;
    private static final int LARGEST_BODY = 1024 * 1024;
    private static final List<String> ITSELF = List.of("127.0.0.1", "localhost");

    private final Requests requests;
    private final Tally tally;
    private final HttpServer server;
    private final ExecutorService threads;
    private final ScheduledExecutorService late;

    /**
     * @param port 0 for any that is free
     */
    FrontDoor(int port, Requests requests, Tally tally) {
        this.requests = requests;
        this.tally = tally;
        // Read when the first server of the process is made: else each answer waits for the
        // acknowledgement of the one before, and idle clients are cut off early.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "600");
        try {
            this.server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException taken) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "Routes cannot answer at 127.0.0.1:%d: %s"
                            .formatted(port, SafeText.of(String.valueOf(taken.getMessage()))),
                    "Name a port that is free with --routes-port, or none at all.");
        }
        this.threads = Executors.newFixedThreadPool(THREADS, daemons("sandbox-routes"));
        this.late = new ScheduledThreadPoolExecutor(1, daemons("sandbox-routes-late"));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            exchange.getRequestBody().readNBytes(LARGEST_BODY);
            Inbound request = inbound(exchange);
            Answer answer =
                    ITSELF.contains(request.host())
                            ? Answer.json(200, Json.write(tally.all()))
                            : requests.answer(request);
            if (answer.takesMillis() == 0) {
                send(exchange, answer);
            } else {
                late.schedule(
                        () -> send(exchange, answer), answer.takesMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (IOException | RuntimeException broken) {
            exchange.close();
            throw broken;
        }
    }

    private static Inbound inbound(HttpExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) ->
                                headers.put(
                                        name.toLowerCase(Locale.ROOT), String.join(",", values)));
        String path = exchange.getRequestURI().getRawPath();
        String query = exchange.getRequestURI().getRawQuery();
        return new Inbound(
                exchange.getRequestMethod(),
                headers.getOrDefault("host", "")
                        .replaceFirst(":\\d+$", "")
                        .toLowerCase(Locale.ROOT),
                path == null ? "" : path,
                query == null ? "" : query,
                headers);
    }

    private static void send(HttpExchange exchange, Answer answer) {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            if (!answer.flags().isEmpty()) {
                exchange.getResponseHeaders().set("X-Sandbox-Flags", answer.flags());
            }
            boolean silent =
                    exchange.getRequestMethod().equals("HEAD") || answer.body().length == 0;
            exchange.sendResponseHeaders(answer.status(), silent ? -1 : answer.body().length);
            if (!silent) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(answer.body());
                }
            }
        } catch (IOException gone) {
            LOG.log(Level.TRACE, "the client did not wait", gone);
        }
    }

    /** Breaks off what is under way. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        late.shutdownNow();
    }

    private static ThreadFactory daemons(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
