package io.meshfed.gates;

import io.meshfed.cluster.kubeconfig.SmallFiles;
import io.meshfed.cluster.tls.Tls;
import io.meshfed.probe.FailureKind;
import io.meshfed.probe.Header;
import io.meshfed.probe.Inquiry;
import io.meshfed.probe.ProbeException;
import io.meshfed.probe.Target;
import io.meshfed.promotion.Gate.Prometheus;
import io.meshfed.report.FederationException;
import io.meshfed.report.Words;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/**
 * One question to a monitoring system, asked again while it may help: what is down for a moment is
 * asked up to four times.
 */
final class PrometheusQuery {

    private static final int MOST_ERRORS = 4;

    /** Shorter than a run takes to end that was told to. */
    private static final Duration ONE_TRY = Duration.ofSeconds(8);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** A Route of OpenShift's is shown with a path, and its server answers below it. */
    private static final String KNOWN_PATHS = "/+$|/api/v1/query/*$|/api/v1/*$|/api/*$";

    private final Prometheus gate;
    private final GateWorld world;
    private int errors;
    private String trouble = "";
    private String token = "";
    private boolean readAgain;

    PrometheusQuery(Prometheus gate, GateWorld world) {
        this.gate = gate;
        this.world = world;
    }

    Figure figure() throws UndecidedException {
        URI url = url();
        SSLSocketFactory tls = tls();
        token = token();
        requireSafe(url);
        Optional<Figure> figure = attempt(url, tls);
        while (figure.isEmpty()) {
            if (errors >= MOST_ERRORS) {
                throw unreachable(
                        "%s in a row, the last: ".formatted(Words.count(errors, "error")));
            }
            boolean paused = errors == 0 || world.pause(FIRST_PAUSE.multipliedBy(1L << errors));
            if (!paused) {
                throw unreachable("there was no time to ask again after: ");
            }
            figure = attempt(url, tls);
        }
        return figure.get();
    }

    private UndecidedException unreachable(String how) {
        return new UndecidedException(
                "unreachable", how + trouble, "Look at the server, and ask again.");
    }

    /** Empty when it is worth another try. */
    private Optional<Figure> attempt(URI url, SSLSocketFactory tls) throws UndecidedException {
        Duration limit = world.within(ONE_TRY);
        if (limit.isZero()) {
            trouble = trouble.isEmpty() ? "no answer" : trouble;
            errors = MOST_ERRORS;
            return Optional.empty();
        }
        try {
            return read(Inquiry.get(target(url), tls, limit));
        } catch (ProbeException failed) {
            if (failed.kind() == FailureKind.TLS) {
                throw new UndecidedException(
                        "not-trusted",
                        "the server does not prove to be who the address says: TLS refused",
                        "Give the gate the ca-file of its authority; in OpenShift service-ca.crt.");
            }
            return failed(failed.kind().label());
        }
    }

    private Target target(URI url) {
        return token.isEmpty()
                ? Target.of(url)
                : Target.of(url).with(List.of(new Header("Authorization", "Bearer " + token)));
    }

    private Optional<Figure> failed(String why) {
        trouble = why;
        errors++;
        return Optional.empty();
    }

    private Optional<Figure> read(Inquiry answer) throws UndecidedException {
        int status = answer.status();
        if (status == 200) {
            requireJson(answer.type());
            return Optional.of(QueryAnswer.read(answer.body()));
        }
        Optional<String> error = QueryAnswer.error(answer.body());
        String told = "status %d%s".formatted(status, error.map(text -> ", " + text).orElse(""));
        if (status == 401 && tokenChanged()) {
            return Optional.empty();
        }
        if (status == 401 || status == 403) {
            throw new UndecidedException(
                    "refused",
                    told,
                    token.isEmpty()
                            ? "Give the gate a token-file."
                            : "The token has run out, or may not query; in OpenShift the role cluster-monitoring-view may.");
        }
        if (status == 408 || status == 429 || status >= 500) {
            return failed(told);
        }
        if (status >= 300 && status < 400) {
            throw QueryAnswer.notTheApi(told + ", and redirects are not followed");
        }
        if (error.isEmpty()) {
            throw QueryAnswer.notTheApi(told);
        }
        throw new UndecidedException("query-refused", told, "Mend the query.");
    }

    private static void requireJson(String type) throws UndecidedException {
        String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!media.equals("application/json")) {
            throw QueryAnswer.notTheApi("its answer does not call itself application/json");
        }
    }

    /** Tokens that are mounted are replaced before they run out: one more look, once. */
    private boolean tokenChanged() throws UndecidedException {
        if (readAgain || token.isEmpty()) {
            return false;
        }
        readAgain = true;
        String before = token;
        token = token();
        return !token.equals(before);
    }

    private String token() throws UndecidedException {
        String name = gate.endpoint().tokenFile();
        if (name.isEmpty()) {
            return "";
        }
        String text = read(name, "token-file").strip();
        world.redactor().learn(text);
        if (!text.matches("[!-~]{1,16000}")) {
            throw new UndecidedException(
                    "no-token",
                    "the token-file of the gate holds no token",
                    "It is the token alone, in one line.");
        }
        return text;
    }

    private String read(String name, String what) throws UndecidedException {
        try {
            return SmallFiles.read(world.file(name), what);
        } catch (FederationException unreadable) {
            throw new UndecidedException(
                    "unreadable", unreadable.getMessage(), unreadable.remedy());
        }
    }

    private SSLSocketFactory tls() throws UndecidedException {
        String file = gate.endpoint().caFile();
        String pem = file.isEmpty() ? "" : read(file, "ca-file");
        try {
            if (!file.isEmpty() && pem.isBlank()) {
                throw new IOException("empty");
            }
            return Tls.context(Tls.key("", ""), Tls.trust(pem, "")).getSocketFactory();
        } catch (GeneralSecurityException | IOException broken) {
            throw new UndecidedException(
                    "unreadable",
                    "the ca-file of the gate holds no certificates that can be used",
                    "It is PEM: one or more CERTIFICATE blocks.");
        }
    }

    private URI url() throws UndecidedException {
        String base = gate.endpoint().address().replaceFirst(KNOWN_PATHS, "");
        String query = URLEncoder.encode(gate.query(), StandardCharsets.UTF_8);
        try {
            return Target.url(
                    "%s/api/v1/query?query=%s&stats=all&timeout=%ds"
                            .formatted(base, query.replace("+", "%20"), ONE_TRY.toSeconds()));
        } catch (IllegalArgumentException wrong) {
            // Never repeated: there may be a password in it.
            throw new UndecidedException(
                    "no-address",
                    "the address of the gate is no URL without user and query",
                    "It is of the form https://HOST[:PORT][/PATH].");
        }
    }

    private void requireSafe(URI url) throws UndecidedException {
        boolean open = "http".equals(url.getScheme()) && !LOOPBACK.contains(url.getHost());
        if (open && !token.isEmpty()) {
            throw new UndecidedException(
                    "no-address",
                    "a token would be sent over plain http",
                    "Use https, or no token-file.");
        }
    }
}
