package io.meshfed.cluster.kubeconfig;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.Trees;
import io.meshfed.process.Program;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Starts an exec plugin and reads the ExecCredential that it prints. The program gets its arguments
 * as they stand in the kubeconfig (there is no shell), PATH, HOME and what the kubeconfig declares,
 * ten seconds, and a megabyte to print. What it says on stderr is not part of its answer, and not
 * shown: some plugins print there what they got.
 */
final class ExecRunner {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    private final UserSettings.Exec exec;
    private final ServerSettings server;
    private final Duration timeLimit;

    ExecRunner(UserSettings.Exec exec, ServerSettings server) {
        this(exec, server, TIME_LIMIT);
    }

    ExecRunner(UserSettings.Exec exec, ServerSettings server, Duration timeLimit) {
        this.exec = exec;
        this.server = server;
        this.timeLimit = timeLimit;
    }

    ExecResult run() {
        Program.Ended ended =
                new Program(exec.command(), exec.arguments(), environment(), Path.of("."))
                        .run(new Program.Bounds(timeLimit, 1 << 20, 0));
        switch (ended.how()) {
            case OUT_OF_TIME ->
                    throw failure(
                            "it did not answer within %d s".formatted(timeLimit.toSeconds()),
                            ended.err());
            case FAILED ->
                    throw failure("it cannot be started, or its output not be read", ended.err());
            case EXITED -> requireSuccess(ended);
        }
        return credential(ended.out(), ended.err());
    }

    private void requireSuccess(Program.Ended ended) {
        if (ended.code() != 0) {
            throw failure("it ended with exit code " + ended.code(), ended.err());
        }
    }

    private Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        for (String inherited : List.of("PATH", "HOME")) {
            String value = System.getenv(inherited);
            if (value != null) {
                variables.put(inherited, value);
            }
        }
        exec.environment().forEach((name, value) -> variables.put(name, value.reveal()));
        variables.put("KUBERNETES_EXEC_INFO", execInfo());
        return variables;
    }

    private String execInfo() {
        Map<String, Object> spec = new LinkedHashMap<>();
        if (exec.sharesServer()) {
            Map<String, Object> cluster = new LinkedHashMap<>();
            cluster.put("server", server.url().toString());
            put(cluster, "tls-server-name", server.expectedName());
            put(cluster, "certificate-authority-data", base64(server.authorityPem()));
            put(cluster, "proxy-url", server.proxyUrl());
            if (server.unchecked()) {
                cluster.put("insecure-skip-tls-verify", true);
            }
            spec.put("cluster", cluster);
        }
        spec.put("interactive", false);
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("kind", "ExecCredential");
        info.put("apiVersion", exec.apiVersion());
        info.put("spec", spec);
        return Json.write(info);
    }

    private static void put(Map<String, Object> map, String key, String value) {
        if (!value.isEmpty()) {
            map.put(key, value);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private ExecResult credential(Program.Output out, Program.Output err) {
        Map<String, Object> answer;
        try {
            answer = Json.readObject(out.kept());
        } catch (IOException notJson) {
            // Not kept as the cause: its message quotes what may be a token.
            throw failure("it did not print one JSON object", err);
        }
        String version = Trees.text(answer, "apiVersion").orElse("");
        if (!Trees.text(answer, "kind").orElse("").equals("ExecCredential")
                || !version.equals(exec.apiVersion())) {
            throw failure(
                    "it printed JSON that is not an ExecCredential of " + exec.apiVersion(), err);
        }
        Secret token = new Secret(status(answer, "token"));
        String certificate = status(answer, "clientCertificateData");
        Secret key = new Secret(status(answer, "clientKeyData"));
        if (token.isEmpty() && (certificate.isEmpty() || key.isEmpty())) {
            throw failure("it printed neither a token nor a certificate with its key", err);
        }
        return new ExecResult(
                token, certificate, key, expiry(status(answer, "expirationTimestamp"), err));
    }

    private static String status(Map<String, Object> answer, String field) {
        return Trees.text(answer, "status", field).orElse("");
    }

    private Instant expiry(String timestamp, Program.Output err) {
        if (timestamp.isEmpty()) {
            return Instant.MAX;
        }
        try {
            return OffsetDateTime.parse(timestamp).toInstant();
        } catch (DateTimeParseException notATime) {
            throw failure("its expirationTimestamp is not a time", err);
        }
    }

    private FederationException failure(String why, Program.Output err) {
        long said = err.written();
        return new FederationException(
                ErrorClass.AUTH,
                "the exec plugin '%s' gave no credential: %s"
                        .formatted(SafeText.of(exec.command()), why),
                "Run it by hand, log in again, or use a token.",
                said == 0
                        ? List.of()
                        : List.of(
                                "It wrote %d bytes to stderr, which may hold a secret: to see them, run"
                                                .formatted(said)
                                        + " the command of this user in the kubeconfig by hand."),
                null);
    }
}
