package io.meshfed.crash;

import io.meshfed.cluster.WiredSessions.Answer;
import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.sandbox.api.DirectApi;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;

/** The ways in which one request can go wrong. */
enum FaultKind {
    ERROR_500 {
        @Override
        Answer happen(Sent request, Line line) {
            return refused(request, line, 500, "InternalError", "it broke");
        }
    },
    UNAVAILABLE_503 {
        @Override
        Answer happen(Sent request, Line line) {
            return refused(request, line, 503, "ServiceUnavailable", "it is starting");
        }
    },
    TOO_MANY_429 {
        @Override
        Answer happen(Sent request, Line line) {
            Answer slow = refused(request, line, 429, "TooManyRequests", "slow down");
            Map<String, String> headers = new LinkedHashMap<>(slow.headers());
            headers.put("retry-after", "7");
            return new Answer(slow.status(), headers, slow.body());
        }
    },
    CONFLICT_409 {
        @Override
        Answer happen(Sent request, Line line) {
            return refused(
                    request,
                    line,
                    409,
                    "Conflict",
                    "the object has been modified; please apply your changes to the latest version");
        }
    },
    MISSING_404 {
        @Override
        Answer happen(Sent request, Line line) {
            return missing(request, line);
        }
    },
    EXPIRED_410 {
        @Override
        Answer happen(Sent request, Line line) {
            return refused(request, line, 410, "Expired", "too old resource version");
        }
    },
    REFUSED {
        @Override
        Answer happen(Sent request, Line line) throws IOException {
            line.clock().advance(Line.LATENCY);
            throw new ConnectException("Connection refused");
        }
    },
    RESET_BEFORE {
        @Override
        Answer happen(Sent request, Line line) throws IOException {
            line.clock().advance(Line.LATENCY);
            throw new SocketException("Connection reset");
        }
    },
    RESET_AFTER {
        @Override
        Answer happen(Sent request, Line line) throws IOException {
            line.serve(request);
            throw new SocketException("Connection reset");
        }
    },
    /** Half a minute of silence; then the request is carried out, whoever has given it up. */
    STALLED {
        @Override
        Answer happen(Sent request, Line line) throws IOException {
            line.clock().after(SILENCE, () -> line.carryOut(request));
            line.clock().advance(request.limit());
            throw new HttpTimeoutException("request timed out");
        }
    },
    TRUNCATED {
        @Override
        Answer happen(Sent request, Line line) {
            Answer whole = line.serve(request);
            byte[] half = Arrays.copyOf(whole.body(), whole.body().length / 2);
            return new Answer(whole.status(), whole.headers(), half);
        }
    },
    TLS_ALERT {
        @Override
        Answer happen(Sent request, Line line) throws IOException {
            line.clock().advance(Line.LATENCY);
            throw new SSLHandshakeException("Received fatal alert: internal_error");
        }
    };

    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Whatever comes back, or does not. */
    abstract Answer happen(Sent request, Line line) throws IOException;

    static Answer missing(Sent request, Line line) {
        return refused(request, line, 404, "NotFound", "not found");
    }

    /** A server says so, and has done nothing. */
    private static Answer refused(
            Sent request, Line line, int status, String reason, String message) {
        line.clock().advance(Line.LATENCY);
        Map<String, Object> details = new LinkedHashMap<>();
        DirectApi.nameIn(request.path()).ifPresent(name -> details.put("name", name));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", "Status");
        body.put("apiVersion", "v1");
        body.put("status", "Failure");
        body.put("message", message);
        body.put("reason", reason);
        body.put("details", details);
        body.put("code", status);
        return line.answer(status, "application/json", DirectApi.bytes(body));
    }
}
