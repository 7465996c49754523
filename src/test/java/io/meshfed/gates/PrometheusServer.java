package io.meshfed.gates;

import com.sun.net.httpserver.HttpExchange;
import io.meshfed.testing.InfoServer;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as Prometheus does, its errors too, and remembers what it was asked. */
public final class PrometheusServer implements AutoCloseable {

    static final String JSON = "application/json";

    /** One answer; the last of a script is given again and again. */
    public record Reply(int status, String type, String body) {

        public static Reply json(String body) {
            return new Reply(200, JSON, body);
        }
    }

    private final InfoServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> credentials = new CopyOnWriteArrayList<>();

    public PrometheusServer(Reply... script) {
        this(
                (exchange, number) -> {
                    Reply reply = script[Math.min(number, script.length - 1)];
                    exchange.getResponseHeaders().set("Content-Type", reply.type());
                    InfoServer.text(exchange, reply.status(), reply.body());
                });
    }

    public PrometheusServer(InfoServer.Script script) {
        this.server =
                InfoServer.answering(
                        (exchange, number) -> {
                            remember(exchange);
                            script.answer(exchange, number);
                        });
    }

    private void remember(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        asked.add(uri.toString());
        credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        exchange.getRequestBody().readAllBytes();
    }

    /** One number of now, made of 500 samples. */
    public static Reply number(String value) {
        return Reply.json(vector(series(value)));
    }

    static String series(String value) {
        return series(value, Instant.now());
    }

    public static String series(String value, Instant at) {
        return "{\"metric\":{},\"value\":[%s,\"%s\"]}"
                .formatted(String.format(Locale.ROOT, "%.3f", at.toEpochMilli() / 1000.0), value);
    }

    public static String vector(String series) {
        return vector(series, 500);
    }

    public static String vector(String series, long samples) {
        return """
                {"status":"success","data":{"resultType":"vector","result":[%s],
                 "stats":{"timings":{"evalTotalTime":0.001},
                          "samples":{"totalQueryableSamples":%d,"peakSamples":4}}}}"""
                .formatted(series, samples);
    }

    public static Reply error(int status, String type, String message) {
        return new Reply(
                status,
                JSON,
                "{\"status\":\"error\",\"errorType\":\"%s\",\"error\":\"%s\"}"
                        .formatted(type, message));
    }

    public String address() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Paths with their queries. */
    List<String> asked() {
        return asked;
    }

    List<String> credentials() {
        return credentials;
    }

    @Override
    public void close() {
        server.close();
    }
}
