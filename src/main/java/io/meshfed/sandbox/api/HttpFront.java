package io.meshfed.sandbox.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Turns HTTP exchanges into requests, and what comes of them into answers or injected faults. */
final class HttpFront implements HttpHandler {

    /** What a real API server takes. */
    private static final int LARGEST_BODY = 3 * 1024 * 1024;

    private final Users users;
    private final Router router;
    private final RequestLog log;
    private final Faults faults;
    private final Set<CuttableAnswer> streams = ConcurrentHashMap.newKeySet();

    HttpFront(Users users, Router router, RequestLog log, Faults faults) {
        this.users = users;
        this.router = router;
        this.log = log;
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Breaks off all answers that go on, as a server does that is restarted. */
    void hangUp() {
        streams.forEach(
                answer -> {
                    answer.cut();
                    streams.remove(answer);
                });
    }

    int openStreams() {
        return streams.size();
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        LoggedRequest seen;
        Request request;
        try {
            User user = users.authenticate(exchange);
            request = request(exchange, body, user);
            seen = logged(request, user.name());
        } catch (ApiError refused) {
            log.add(logged(request(exchange, body, User.named("", "")), ""));
            send(exchange, Reply.error(refused));
            return;
        }
        log.add(seen);
        if (header(exchange, "Upgrade").equalsIgnoreCase("websocket")) {
            // A client that would rather watch by WebSocket takes any whole answer but a switch of
            // protocols for a no, and comes back with plain HTTP.
            send(exchange, Reply.json(200, Map.of()));
            return;
        }
        Optional<Fault> fault = faults.next(seen);
        if (fault.isPresent()) {
            FaultInjection.inject(exchange, fault.get(), () -> reply(request));
        } else {
            Reply reply = reply(request);
            if (reply instanceof Reply.Stream) {
                sendStream(exchange, reply);
            } else {
                send(exchange, reply);
            }
        }
    }

    private void sendStream(HttpExchange exchange, Reply reply)
            throws IOException, InterruptedException {
        CuttableAnswer answer = CuttableAnswer.of(exchange);
        streams.add(answer);
        try {
            send(exchange, reply);
        } finally {
            streams.remove(answer);
        }
    }

    private Reply reply(Request request) {
        try {
            if (request.body().length > LARGEST_BODY) {
                throw ApiError.tooLarge(LARGEST_BODY);
            }
            return router.serve(request);
        } catch (ApiError refused) {
            return Reply.error(refused);
        } catch (RuntimeException bug) {
            return Reply.error(ApiError.internal(bug.toString()));
        }
    }

    static void send(HttpExchange exchange, Reply reply) throws IOException, InterruptedException {
        if (reply instanceof Reply.Body body) {
            exchange.getResponseHeaders().set("Content-Type", body.contentType());
            body.warnings()
                    .forEach(
                            warning ->
                                    exchange.getResponseHeaders()
                                            .add("Warning", "299 - " + Json.write(warning)));
            boolean silent = exchange.getRequestMethod().equals("HEAD");
            int length = body.bytes().length;
            exchange.sendResponseHeaders(body.code(), silent || length == 0 ? -1 : length);
            if (!silent && length > 0) {
                exchange.getResponseBody().write(body.bytes());
            }
        } else if (reply instanceof Reply.Stream stream) {
            exchange.getResponseHeaders().set("Content-Type", stream.contentType());
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                stream.writer().writeTo(out);
            }
        }
    }

    private static Request request(HttpExchange exchange, byte[] body, User user) {
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                Request.query(exchange.getRequestURI().getRawQuery()),
                header(exchange, "Accept"),
                header(exchange, "Content-Type").split(";")[0].strip(),
                header(exchange, "User-Agent"),
                user,
                body);
    }

    private LoggedRequest logged(Request request, String user) {
        Optional<ApiPath> path = Router.resource(request.path());
        String verb = path.map(request::verb).orElse("");
        boolean write =
                !request.method().equals("GET")
                        && !request.dryRun()
                        && path.flatMap(router::kind).map(Kind::stored).orElse(true);
        return new LoggedRequest(
                request.method(),
                verb,
                request.path(),
                String.join(
                        "&", request.query().entrySet().stream().map(Object::toString).toList()),
                user,
                request.userAgent(),
                request.dryRun(),
                write);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
