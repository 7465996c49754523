package io.meshfed.sandbox.api;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Lets one exchange go wrong. An exchange that is closed before its answer is whole cuts the
 * connection.
 */
final class FaultInjection {

    private FaultInjection() {}

    static void inject(HttpExchange exchange, Fault fault, Supplier<Reply> work)
            throws IOException, InterruptedException {
        if (fault instanceof Fault.Answer answer) {
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            HttpFront.send(exchange, new Reply.Body(answer.code(), answer.contentType(), body));
        } else if (fault instanceof Fault.Stall stall) {
            stall.released().await();
            HttpFront.send(exchange, work.get());
        } else if (fault instanceof Fault.CutAfter) {
            work.get();
        } else if (fault instanceof Fault.Truncate truncate
                && work.get() instanceof Reply.Body body) {
            exchange.getResponseHeaders().set("Content-Type", body.contentType());
            exchange.sendResponseHeaders(body.code(), body.bytes().length);
            int shown = Math.min(truncate.bytes(), body.bytes().length);
            exchange.getResponseBody().write(body.bytes(), 0, shown);
            exchange.getResponseBody().flush();
        }
    }
}
