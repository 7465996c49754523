package io.meshfed.cluster;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.tls.UntrustedServerException;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** No answer, and how far the request got. */
final class TransportFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as it decides what to do next. */
    enum Kind {
        /** No connection: the request was surely not sent. */
        UNREACHABLE,
        /** The server's certificate was refused. */
        UNTRUSTED,
        /** The server refused our certificate. */
        CLIENT_REFUSED,
        /** No TLS came about for another reason. */
        NO_TLS,
        /** No answer, or not the whole of it, in time. */
        STALLED,
        /** The connection broke. */
        CUT,
        /** An answer that is not one of Kubernetes. */
        GARBLED
    }

    private final Kind kind;

    TransportFailure(Kind kind, String what, Throwable cause) {
        super(requireNonNull(what), cause);
        this.kind = requireNonNull(kind);
    }

    Kind kind() {
        return kind;
    }

    boolean retryable() {
        return kind == Kind.UNREACHABLE
                || kind == Kind.STALLED
                || kind == Kind.CUT
                || kind == Kind.GARBLED;
    }

    /** Whether the server may have carried the request out. */
    boolean replyLost() {
        return kind == Kind.STALLED || kind == Kind.CUT || kind == Kind.GARBLED;
    }

    /**
     * From a server that has answered this session before. Its kubeconfig is right, so that TLS
     * that does not come about now is a connection that broke.
     */
    TransportFailure ofKnownServer() {
        return kind == Kind.NO_TLS
                ? new TransportFailure(Kind.CUT, "no TLS any more: " + getMessage(), getCause())
                : this;
    }

    static TransportFailure of(Throwable thrown) {
        if (find(thrown, FederationException.class).isPresent()) {
            // Of an exec plugin that was started in the middle of a handshake.
            throw find(thrown, FederationException.class).get();
        }
        if (find(thrown, UntrustedServerException.class).isPresent()) {
            String why = find(thrown, UntrustedServerException.class).get().getMessage();
            return new TransportFailure(Kind.UNTRUSTED, why, thrown);
        }
        if (find(thrown, SSLException.class).isPresent()) {
            return tls(find(thrown, SSLException.class).get(), thrown);
        }
        if (find(thrown, UnresolvedAddressException.class).isPresent()
                || find(thrown, UnknownHostException.class).isPresent()) {
            return unreachable("cannot resolve its name", thrown);
        }
        if (find(thrown, HttpConnectTimeoutException.class).isPresent()) {
            return unreachable("no connection in time", thrown);
        }
        if (find(thrown, NoRouteToHostException.class).isPresent()) {
            return unreachable("no route to it", thrown);
        }
        if (find(thrown, ConnectException.class).isPresent()) {
            return unreachable("connection refused", thrown);
        }
        if (find(thrown, HttpTimeoutException.class).isPresent()
                || find(thrown, TimeoutException.class).isPresent()) {
            return new TransportFailure(Kind.STALLED, "no answer in time", thrown);
        }
        if (find(thrown, AnswerTooLarge.class).isPresent()) {
            return new TransportFailure(Kind.GARBLED, "an answer of more than 32 MiB", thrown);
        }
        return new TransportFailure(Kind.CUT, "the connection broke", thrown);
    }

    private static TransportFailure unreachable(String why, Throwable cause) {
        return new TransportFailure(Kind.UNREACHABLE, why, cause);
    }

    private static TransportFailure tls(SSLException refusal, Throwable thrown) {
        String message = String.valueOf(refusal.getMessage());
        boolean brokeOff =
                message.contains("terminated the handshake")
                        || find(refusal, EOFException.class).isPresent()
                        || find(refusal, SocketException.class).isPresent();
        if (brokeOff) {
            return new TransportFailure(Kind.CUT, "the connection broke", thrown);
        }
        String alert = message.toLowerCase(Locale.ROOT);
        boolean ours = alert.contains("fatal alert") && alert.contains("certificate");
        return new TransportFailure(
                ours ? Kind.CLIENT_REFUSED : Kind.NO_TLS, SafeText.of(message), thrown);
    }

    private static <T> Optional<T> find(Throwable thrown, Class<T> type) {
        int depth = 0;
        for (Throwable at = thrown; at != null && depth < 20; at = at.getCause()) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
            depth++;
        }
        return Optional.empty();
    }

    /** The body went on for longer than any answer does. */
    static final class AnswerTooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
