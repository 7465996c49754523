package io.meshfed.sandbox.api;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Something that goes wrong with one request. */
public sealed interface Fault {

    /** Another answer, instead of doing what was asked. */
    record Answer(int code, Map<String, String> headers, String contentType, String body)
            implements Fault {

        public Answer {
            headers = Map.copyOf(headers);
        }
    }

    /** Nothing happens until the latch opens; then the request goes on. */
    record Stall(CountDownLatch released) implements Fault {}

    /** The connection breaks before anything is done. */
    record CutBefore() implements Fault {}

    /** It is done, but the reply is lost. */
    record CutAfter() implements Fault {}

    /** It is done, but the reply breaks off after so many bytes. */
    record Truncate(int bytes) implements Fault {}

    /** A Status without a body worth reading: 500, 503. */
    static Fault status(int code) {
        return new Answer(
                code,
                Map.of(),
                "application/json",
                Json.write(
                        new ApiError(code, "InternalError", "injected fault " + code, Map.of())
                                .toStatus()));
    }

    /** 429 with a Retry-After header, as it is written. */
    static Fault tooManyRequests(String retryAfter) {
        return new Answer(
                429, Map.of("Retry-After", retryAfter), "text/plain", "Too many requests");
    }

    static Fault redirect(String location) {
        return new Answer(302, Map.of("Location", location), "text/plain", "");
    }

    /** What a proxy in between shows. */
    static Fault html(int code) {
        return new Answer(
                code, Map.of(), "text/html", "<html><body><h1>Bad gateway</h1></body></html>");
    }
}
