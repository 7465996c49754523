package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.sandbox.pki.CertificateAuthority;
import io.meshfed.testing.InfoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a probe is careful with what it is told and what it is answered")
class ProbeSafetyTest extends ProbeBed {

    @Test
    @DisplayName("what an answer says of itself cannot write on the terminal")
    void hostile() {
        String body = InfoServer.info("\\u001b[2J::error::x", "v\\u0000", "##[command]");
        try (InfoServer server =
                InfoServer.answering((exchange, number) -> InfoServer.text(exchange, 200, body))) {
            Cli.Outcome told = probe("--url=" + server.url(), "--requests=10");

            assertFalse(told.out().contains("\u001b"), told::out);
            assertTrue(told.out().contains("\\u001b[2J"), told::out);
            assertFalse(told.out().contains("##["), told::out);
        }
    }

    @Test
    @DisplayName("the value of a header is sent, and never shown, whoever repeats it")
    void secretHeader() {
        String secret = "Bearer s3cr3t-t0k3n";
        try (InfoServer server =
                InfoServer.answering(
                        (exchange, number) ->
                                InfoServer.text(
                                        exchange,
                                        200,
                                        InfoServer.info(
                                                exchange.getRequestHeaders()
                                                        .getFirst("Authorization"),
                                                "v1",
                                                "x")))) {
            Cli.Outcome told =
                    probe(
                            "--url=" + server.url(),
                            "--requests=5",
                            "--header=Authorization: " + secret,
                            "--output=json");

            assertEquals(0, told.exit(), told::err);
            assertFalse((told.out() + told.err()).contains("s3cr3t"), told::out);
            assertTrue(told.out().contains("(secret)"), told::out);
        }
    }

    @Test
    @DisplayName("over TLS the server must be who the URL says, wherever it is connected to")
    void tls() throws IOException {
        CertificateAuthority authority = CertificateAuthority.create("router");
        Path trusted = Files.writeString(folder.resolve("router.pem"), authority.pem());
        try (InfoServer server =
                InfoServer.secured(
                        authority.serverContext(
                                authority.issue("router", List.of("info.apps.example.com"))),
                        "west")) {
            String there = "--connect-to=127.0.0.1:" + server.port();
            String right = "--url=https://info.apps.example.com/";
            String wrong = "--url=https://other.apps.example.com/";

            assertEquals(0, probe(right, there, "--ca-file=" + trusted, "--requests=5").exit());
            assertEquals("info.apps.example.com", server.hosts().get(0));
            for (String[] refused :
                    List.of(
                            new String[] {right, there, "--requests=5"},
                            new String[] {wrong, there, "--requests=5", "--ca-file=" + trusted})) {
                Cli.Outcome told = probe(refused);
                assertEquals(17, told.exit());
                assertTrue(told.err().contains("5 × TLS refused"), told::err);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--url=ftp://x",
                "--connect-to=nowhere",
                "--path=info",
                "--header=x",
                "--expect=a=50",
                "--min-success=101",
                "--max-p99=0s",
                "--requests=0",
                "--rate=0",
                "--concurrency=0",
                "--expect-status=99",
                "--route=x",
                "--request-timeout=0s",
                "--ca-file=/no/such/file",
                "--service=a/b/c",
                "--for=0s",
                "--mesh=nobody",
                "--mesh=*"
            })
    @DisplayName("a wrong option is INPUT, and nothing is sent")
    void wrong(String option) {
        try (InfoServer server = InfoServer.of("a")) {
            Cli.Outcome told =
                    option.startsWith("--url")
                            ? probe(option)
                            : probe("--url=" + server.url(), option);

            assertEquals(10, told.exit(), told::out);
            assertFalse(told.err().contains("only once"), told::err);
            assertEquals(List.of(), server.hosts());
        }
    }

    @Test
    @DisplayName("a probe that cannot end in the run's time is not begun")
    void tooLong() {
        Cli.Outcome told =
                probe("--url=http://127.0.0.1:1/", "--for=1h", "--rate=1", "--timeout=1m");

        assertEquals(10, told.exit());
        assertTrue(told.err().contains("3600 requests at 1 a second take 1h"), told::err);
    }
}
