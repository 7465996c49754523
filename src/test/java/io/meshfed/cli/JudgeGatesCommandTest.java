package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshfed.sandbox.pki.CertificateAuthority;
import io.meshfed.testing.InfoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeGatesCommandTest extends GatesBed {

    private static final String PLAN = "sha256:" + "cd".repeat(32);

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, PASS",
        "0, 1, 16, FAIL",
        "1, 9, 16, FAIL",
        "9, 1, 16, FAIL",
        "0, 9, 17, UNKNOWN",
        "9, 9, 17, UNKNOWN"
    })
    @DisplayName("one no is GATE-FAIL, else one that cannot say is GATE-UNKNOWN, else OK")
    void verdicts(int first, int second, int exit, String verdict) throws IOException {
        Path result = folder.resolve("verdict");
        Cli.Outcome told =
                judge(
                        promotion(command("exit " + first), command("exit " + second)),
                        "--result=verdict=" + result);

        assertEquals(exit, told.exit(), told::err);
        assertEquals(verdict, Files.readString(result));
    }

    @Test
    @DisplayName("text is a line per gate with its verdict, its time and what was read")
    void text() {
        try (InfoServer server = monitoring(number("0.02"))) {
            Cli.Outcome told =
                    judge(promotion(command("echo all is well"), prometheus(server, "")));

            assertEquals(16, told.exit(), told::err);
            assertTrue(told.out().contains("sh: exit code 0, all is well"), told::out);
            assertTrue(told.out().contains("0.02; at most 0.01 wanted"), told::out);
            assertTrue(told.out().contains("MF601"), told::out);
            assertTrue(told.out().contains("too-high"), told::out);
            assertTrue(told.out().contains(Instant.now().toString().substring(0, 4)), told::out);
            assertTrue(told.err().contains("asking gate 2 prometheus"), told::err);
        }
    }

    @Test
    @DisplayName("JSON, reports and results say the same")
    void json() throws IOException {
        Path readings = folder.resolve("readings");
        Path junit = folder.resolve("junit.xml");
        try (InfoServer server = monitoring(number("0.005"))) {
            Cli.Outcome told =
                    judge(
                            promotion(prometheus(server, ""), command("exit 3")),
                            "--output=json",
                            "--report=junit=" + junit,
                            "--result=readings=" + readings);

            assertEquals(17, told.exit(), told::err);
            JsonNode report = told.json();
            assertEquals("UNKNOWN", report.get("verdict").asText());
            assertEquals("1 prometheus", report.at("/readings/0/gate").asText());
            assertEquals("PASS", report.at("/readings/0/verdict").asText());
            assertEquals("0.005; at most 0.01 wanted", report.at("/readings/0/reading").asText());
            assertEquals("exit-code", report.at("/readings/1/reason").asText());
            Instant.parse(report.at("/readings/1/at").asText());
            assertEquals("[\"PASS\",\"UNKNOWN\"]", Files.readString(readings));
            assertTrue(Files.readString(junit).contains("exit code 3"));
        }
    }

    @Test
    @DisplayName("H1: a monitoring system that is down is GATE-UNKNOWN after four errors")
    void down() {
        try (InfoServer server =
                monitoring(
                        (exchange, number) ->
                                json(
                                        exchange,
                                        503,
                                        "{\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"too busy\"}"))) {
            Cli.Outcome told = judge(promotion(prometheus(server, "")));

            assertEquals(17, told.exit(), told::err);
            assertEquals(4, server.hosts().size());
            assertTrue(told.out().contains("too busy"), told::out);
        }
    }

    @ParameterizedTest
    @CsvSource({"NaN", "+Inf", "''"})
    @DisplayName("H2: a figure that is none is GATE-UNKNOWN")
    void noFigure(String value) {
        try (InfoServer server = monitoring(number(value))) {
            assertEquals(17, judge(promotion(prometheus(server, ""))).exit());
        }
    }

    @Test
    @DisplayName("a server that its ca-file does not vouch for is never believed")
    void wrongAuthority() throws IOException {
        try (InfoServer server = monitoring(number("0"))) {
            assertEquals(0, judge(promotion(prometheus(server, ""))).exit());
            Files.writeString(folder.resolve("ca.pem"), CertificateAuthority.create("other").pem());
            Cli.Outcome told = judge(promotion(prometheus(server, "")));

            assertEquals(17, told.exit());
            assertTrue(told.out().contains("TLS refused"), told::out);
        }
    }

    @Test
    @DisplayName("a person's word is the digest of the plan, as an option or in a file")
    void confirmation() throws IOException {
        Path file = promotion("confirmation: { question: Is it good? }");
        Path word = folder.resolve("word");

        assertEquals(17, judge(file).exit());
        assertEquals(17, judge(file, "--plan-digest=" + PLAN).exit());
        assertEquals(17, judge(file, "--confirm=" + PLAN).exit());
        assertEquals(17, judge(file, "--plan-digest=" + PLAN, "--confirm-file=" + word).exit());
        assertEquals(0, judge(file, "--plan-digest=" + PLAN, "--confirm=" + PLAN).exit());
        Files.writeString(word, PLAN + "\n");
        assertEquals(0, judge(file, "--plan-digest=" + PLAN, "--confirm-file=" + word).exit());
        assertEquals(10, judge(file, "--plan-digest=yes").exit());
        assertEquals(10, judge(file, "--confirm=" + PLAN, "--confirm-file=" + word).exit());
    }

    @Test
    @DisplayName("with --wait what cannot say is asked again until it can")
    void waits() throws IOException {
        Path marker = folder.resolve("asked");
        Cli.Outcome told =
                judge(
                        promotion(command("test -e asked && exit 0; touch asked; exit 9")),
                        "--wait=30s");

        assertEquals(0, told.exit(), told::err);
        assertTrue(Files.exists(marker));
        assertTrue(told.err().contains("1 gate to decide"), told::err);
        assertEquals(10, judge(promotion(command("exit 0")), "--wait=2h", "--timeout=1h").exit());
    }

    @Test
    @DisplayName("a probe of a --url needs no cluster, one through a Route does")
    void probe() {
        Path file = promotion("probe: { path: /info, requests: 60, min-success: 99.5 }");
        try (InfoServer server = InfoServer.of("rosa-prod-mesh")) {
            String url = "--url=http://127.0.0.1:" + server.port();

            assertEquals(0, judge(file, url, "--rate=500").exit());
            assertEquals(0, judge(file, url + "/", "--rate=500").exit());
            assertEquals(10, judge(file, url + "/other", "--rate=500").exit());
            Cli.Outcome gone = judge(file, "--url=http://127.0.0.1:1", "--rate=500");
            assertEquals(17, gone.exit());
            assertTrue(gone.out().contains("60 × connect refused"), gone::out);
            assertEquals(10, judge(file).exit(), "no kubeconfig");
        }
        try (InfoServer failing =
                InfoServer.answering((exchange, number) -> InfoServer.text(exchange, 500, "{}"))) {
            Cli.Outcome told =
                    judge(file, "--url=http://127.0.0.1:" + failing.port(), "--rate=500");
            assertEquals(16, told.exit());
            assertTrue(told.out().contains("60 × status 500"), told::out);
        }
    }

    @Test
    @DisplayName("no token leaves the program, whoever repeats it, and no text can write on it")
    void secrets() throws IOException {
        Canaries canaries = new Canaries();
        String token = canaries.of("token of a gate");
        Files.writeString(folder.resolve("token"), token);
        try (InfoServer server =
                monitoring(
                        (exchange, number) -> {
                            String sent = exchange.getRequestHeaders().getFirst("Authorization");
                            assertEquals("Bearer " + token, sent);
                            json(
                                    exchange,
                                    422,
                                    "{\"status\":\"error\",\"errorType\":\"%1$s\",\"error\":\"\\u001b[2J ::error:: %1$s %2$s\"}"
                                            .formatted(
                                                    sent,
                                                    Base64.getEncoder()
                                                            .encodeToString(sent.getBytes())));
                        })) {
            Path file =
                    promotion(
                            prometheus(server, ", token-file: token"),
                            command("cat token; exit 1"));
            for (String output : new String[] {"text", "json"}) {
                Path report = folder.resolve("report-" + output);
                Cli.Outcome told = judge(file, "--output=" + output, "--report=markdown=" + report);
                String all = told.out() + told.err() + Files.readString(report);

                assertEquals(16, told.exit(), told::err);
                assertTrue(all.contains("(secret)"), all);
                assertEquals(List.of(), canaries.search().in(all));
                assertFalse(all.contains("\u001b"), all);
            }
        }
    }

    @Test
    @DisplayName("a federation file is INPUT, and says what is asked for")
    void federationFile() {
        Cli.Outcome told = Cli.run(Map.of(), "judge-gates", "-f", folder + "/federation.yaml");

        assertEquals(10, told.exit());
        assertTrue(told.err().contains("promotion file"), told::err);
    }
}
