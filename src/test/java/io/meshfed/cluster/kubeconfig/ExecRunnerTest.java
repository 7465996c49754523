package io.meshfed.cluster.kubeconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecRunnerTest {

    private static final String VERSION = "client.authentication.k8s.io/v1";

    private static final ServerSettings SERVER =
            new ServerSettings(URI.create("https://api.aro.example"), "CA", "", "", false);

    @TempDir Path folder;

    static Path script(Path folder, String... lines) throws IOException {
        Path script = folder.resolve("plugin");
        Files.writeString(script, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    /** A line of shell that prints a credential; the status may hold substitutions. */
    static String credential(String status) {
        String text =
                "{\"apiVersion\":\"%s\",\"kind\":\"ExecCredential\",\"status\":{%s}}"
                        .formatted(VERSION, status);
        return "cat <<END\n" + text + "\nEND";
    }

    static UserSettings.Exec plugin(Path command, List<String> arguments) {
        return new UserSettings.Exec(
                command.toString(),
                arguments,
                Map.of("DECLARED", new Secret("d3cl4red")),
                VERSION,
                true);
    }

    private ExecResult run(String... lines) throws IOException {
        return new ExecRunner(plugin(script(folder, lines), List.of()), SERVER).run();
    }

    private FederationException failure(String... lines) {
        FederationException failure = assertThrows(FederationException.class, () -> run(lines));
        assertEquals(ErrorClass.AUTH, failure.errorClass());
        assertTrue(failure.getMessage().contains(folder.resolve("plugin").toString()));
        return failure;
    }

    @Test
    @DisplayName("a token comes through, whatever is said on stderr")
    void tokenDespiteStderr() throws IOException {
        ExecResult result =
                run(
                        "echo '{\"not\": the answer}' >&2",
                        credential("\"token\":\"t\""),
                        "echo x >&2");

        assertEquals("t", result.token().reveal());
        assertEquals(Instant.MAX, result.expires());
    }

    @Test
    @DisplayName("a certificate with its key and an expiry with an offset come through")
    void certificate() throws IOException {
        ExecResult result =
                run(
                        credential(
                                "\"clientCertificateData\":\"C\",\"clientKeyData\":\"K\","
                                        + "\"expirationTimestamp\":\"2026-01-01T02:00:00+02:00\""));

        assertEquals("C", result.certificatePem());
        assertEquals("K", result.keyPem().reveal());
        assertEquals(Instant.parse("2026-01-01T00:00:00Z"), result.expires());
    }

    @Test
    @DisplayName("F5: arguments arrive as they are written: no shell touches them")
    void literalArguments() throws IOException {
        Path canary = folder.resolve("canary");
        List<String> arguments =
                List.of(
                        "$HOME",
                        "$(touch " + canary + ")",
                        "a b",
                        "'q'",
                        "\"d\"",
                        "*",
                        "; exit 1",
                        "");
        Path seen = folder.resolve("seen");
        Path script =
                script(
                        folder,
                        "for a in \"$@\"; do printf '%s\\n' \"$a\" >> " + seen + "; done",
                        credential("\"token\":\"t\""));

        new ExecRunner(plugin(script, arguments), SERVER).run();

        assertEquals(arguments, Files.readString(seen).lines().toList());
        assertFalse(Files.exists(canary));
    }

    @Test
    @DisplayName(
            "F5: the environment is PATH, HOME, what is declared, and the cluster when asked for")
    void environment() throws IOException {
        Path seen = folder.resolve("seen");

        run("/usr/bin/env > " + seen, credential("\"token\":\"t\""));

        List<String> names =
                Files.readString(seen).lines().map(line -> line.replaceAll("=.*", "")).toList();
        assertTrue(names.containsAll(List.of("PATH", "DECLARED", "KUBERNETES_EXEC_INFO")));
        assertTrue(
                List.of("PATH", "HOME", "DECLARED", "KUBERNETES_EXEC_INFO", "PWD", "SHLVL", "_")
                        .containsAll(names),
                names.toString());
        assertTrue(
                Files.readString(seen)
                        .contains(
                                "\"cluster\":{\"server\":\"https://api.aro.example\","
                                        + "\"certificate-authority-data\":\"Q0E=\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "echo c4n4ry; exit 3 | it ended with exit code 3",
                "echo c4n4ry | it did not print one JSON object",
                "true | it did not print one JSON object",
                "echo '[]' | it did not print one JSON object",
                "echo '{}{}' | it did not print one JSON object",
                "echo '{\"apiVersion\":\"v2\",\"kind\":\"ExecCredential\",\"status\":{\"token\":\"c4n4ry\"}}' "
                        + "| not an ExecCredential",
                "echo '{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"Pod\"}' "
                        + "| not an ExecCredential",
                "echo '{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\"}' "
                        + "| neither a token nor a certificate",
                "yes '{\"c4n4ry\":[' | it did not answer within 1 s",
                "trap '' TERM; while :; do sleep 1000; done | it did not answer within 1 s"
            })
    @DisplayName("a plugin that fails is AUTH, names its command and shows nothing it printed")
    void failures(String script, String words) throws IOException {
        UserSettings.Exec exec = plugin(script(folder, script), List.of());

        FederationException failure =
                assertThrows(
                        FederationException.class,
                        () -> new ExecRunner(exec, SERVER, Duration.ofSeconds(1)).run());

        assertEquals(ErrorClass.AUTH, failure.errorClass());
        assertTrue(failure.getMessage().contains(words), failure.getMessage());
        assertTrue(failure.getMessage().contains(exec.command()), failure.getMessage());
        assertFalse((failure.getMessage() + failure.details()).contains("c4n4ry"));
    }

    @Test
    @DisplayName("what a failing plugin says on stderr is counted and not shown: it may be a token")
    void stderrIsNotShown() {
        FederationException failure = failure("printf 'token c4n4ry' >&2; exit 1");

        assertFalse((failure.getMessage() + failure.details()).contains("c4n4ry"));
        assertTrue(failure.details().get(0).startsWith("It wrote 12 bytes to stderr"));
        assertTrue(failure.details().get(0).endsWith("by hand."));
    }

    @Test
    @DisplayName("a program that does not exist is AUTH")
    void missingProgram() {
        UserSettings.Exec exec = plugin(folder.resolve("nowhere"), List.of());

        FederationException failure =
                assertThrows(FederationException.class, () -> new ExecRunner(exec, SERVER).run());

        assertEquals(ErrorClass.AUTH, failure.errorClass());
    }
}
