package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshfed.testing.InfoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ProbeServiceCommandTest extends ProbeBed {

    @Test
    @DisplayName("who answered is told in text, with a bar for each")
    void text() {
        try (InfoServer server = InfoServer.of("aro-stg-mesh", "rosa-prod-mesh")) {
            Cli.Outcome told = probe("--url=" + server.url(), "--requests=100");

            assertEquals(0, told.exit(), told::err);
            assertTrue(
                    told.out().contains("kube-info of aro-stg-mesh, " + server.url()), told::out);
            assertTrue(told.out().contains("100% answered"), told::out);
            assertTrue(
                    told.out().contains("aro-stg-mesh     50  ██████████··········  50%"),
                    told::out);
            assertTrue(told.err().contains("100 of 100 requests, 100% answered"), told::err);
        }
    }

    @Test
    @DisplayName("JSON, results and exit code say the same")
    void json() throws IOException {
        Path rate = folder.resolve("rate");
        Path distribution = folder.resolve("distribution");
        try (InfoServer server =
                InfoServer.of("aro-stg-mesh", "aro-stg-mesh", "rosa-prod-mesh", "aro-stg-mesh")) {
            Cli.Outcome told =
                    probe(
                            "--url=" + server.url(),
                            "--requests=400",
                            "--expect=aro-stg-mesh=75±10,rosa-prod-mesh=25+-10,cluster:rosa=100",
                            "--min-success=99",
                            "--max-p99=1m",
                            "--output=json",
                            "--result=success-rate=" + rate,
                            "--result=distribution=" + distribution);

            assertEquals(0, told.exit(), told::err);
            JsonNode probe = told.json().get("probe");
            assertEquals(400, probe.get("requests").asInt());
            assertEquals(300, probe.at("/distribution/mesh/0/requests").asInt());
            assertEquals("v1", probe.at("/distribution/version/0/name").asText());
            assertEquals(5, probe.get("expectations").size());
            assertTrue(probe.at("/latencyMillis/p99").asDouble() > 0);
            assertEquals("100", Files.readString(rate));
            assertEquals(
                    "{\"aro-stg-mesh\":75,\"rosa-prod-mesh\":25}", Files.readString(distribution));
        }
    }

    @Test
    @DisplayName("J6: an expectation that does not hold is GATE-FAIL, and says what was measured")
    void gateFail() {
        try (InfoServer server = InfoServer.of("aro-stg-mesh", "rosa-prod-mesh")) {
            Cli.Outcome told =
                    probe("--url=" + server.url(), "--requests=200", "--expect=aro-stg-mesh=100");

            assertEquals(16, told.exit());
            assertTrue(told.out().contains("aro-stg-mesh: 100 of 200 answers, 50%"), told::out);
            assertTrue(told.out().contains("MF503"), told::out);
        }
    }

    @Test
    @DisplayName("J7: too few requests to decide is GATE-UNKNOWN, and says how many are enough")
    void gateUnknown() {
        try (InfoServer server = InfoServer.of("aro-stg-mesh", "rosa-prod-mesh")) {
            Cli.Outcome told =
                    probe("--url=" + server.url(), "--requests=20", "--expect=aro-stg-mesh=50±10");

            assertEquals(17, told.exit());
            assertTrue(told.out().contains("too-few-requests"), told::out);
            assertTrue(told.out().contains("is enough"), told::out);
        }
    }

    @Test
    @DisplayName("J7: a service that nobody answers for is never OK, whatever was expected")
    void nobody() throws IOException {
        String url = "http://127.0.0.1:1/";

        assertEquals(17, probe("--url=" + url, "--requests=20").exit());
        assertEquals(
                17, probe("--url=" + url, "--requests=20", "--expect=aro-stg-mesh=50±10").exit());
        Cli.Outcome told = probe("--url=" + url, "--requests=20", "--min-success=90");
        assertEquals(16, told.exit());
        assertTrue(told.out().contains("connect refused"), told::out);
        assertTrue(told.out().contains("0 of 20 requests answered, 0%"), told::out);
    }

    @Test
    @DisplayName("failures are told by kind, and need not fail the run")
    void kinds() {
        try (InfoServer server =
                InfoServer.answering(
                        (exchange, number) ->
                                InfoServer.text(exchange, number % 4 == 0 ? 503 : 200, "{}"))) {
            Cli.Outcome told = probe("--url=" + server.url(), "--requests=100");

            assertEquals(0, told.exit(), told::err);
            assertTrue(told.out().contains("75% answered"), told::out);
            assertTrue(told.out().contains("status 503"), told::out);
            assertTrue(told.out().contains("(not said)"), told::out);
        }
    }

    @Test
    @DisplayName("on a terminal one line follows the probe, and is gone in the end")
    void live() {
        try (InfoServer server = InfoServer.of("aro-stg-mesh")) {
            Cli.Outcome told =
                    probeOn(
                            "2",
                            "--url=" + server.url(),
                            "--requests=60",
                            "--rate=100",
                            "--no-color");

            assertEquals(0, told.exit(), told::err);
            int live = told.err().indexOf("\r");
            assertTrue(live > 0, told::err);
            assertTrue(told.err().contains("\r\u001b[J√ 60 of 60 requests"), told::err);
        }
    }

    @Test
    @DisplayName(
            "a mesh that the file does not have is INPUT, with the nearest that it has, before a request")
    void unknownMesh() {
        try (InfoServer server = InfoServer.of("aro-stg-mesh")) {
            Cli.Outcome told = probe("--url=" + server.url(), "--expect=aro-stg-mes=100");

            assertEquals(10, told.exit());
            assertTrue(told.err().contains("Did you mean 'aro-stg-mesh'?"), told::err);
        }
    }
}
