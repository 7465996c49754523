package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshfed.cluster.WriteLocks;
import io.meshfed.contexts.FederationReader;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.Sandbox;
import io.meshfed.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("SIGINT and SIGTERM end a run within ten seconds, with its report")
@DisabledOnOs(OS.WINDOWS)
@Timeout(600)
@Isolated("their limits are those of a machine that does nothing else")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignalsTest {

    private static final String FILE = "contexts/aro-rosa/federation.yaml";

    private static Path hangingReport;
    private static Program hanging;

    @TempDir private Path folder;

    /** It takes most of ten seconds to end, which other tests can use. */
    @BeforeAll
    static void hang(@TempDir Path folder) throws Exception {
        hangingReport = folder.resolve("report.json");
        hanging = Program.java(Map.of(), HangingProgram.class, hangingReport.toString());
        hanging.awaitLine("hanging");
        hanging.signal("TERM");
    }

    @AfterAll
    static void end() {
        hanging.close();
    }

    @Test
    @DisplayName(
            "B4: while a federation is verified what is applied is told as applied, not verified")
    void whileVerifying() throws Exception {
        try (Sandbox sandbox = sandbox();
                Program program =
                        Program.meshfed(
                                Map.of(),
                                "federate",
                                "-f",
                                FILE,
                                "--kubeconfig",
                                kubeconfig().toString(),
                                "--samples",
                                "100",
                                "--interval",
                                "1s",
                                "--result",
                                "class=" + folder.resolve("class"),
                                "--report",
                                "json=" + folder.resolve("report.json"))) {
            program.awaitLine("waiting for the federation");
            assertTrue(locked(sandbox, "aro") && locked(sandbox, "rosa"));
            program.signal("TERM");

            assertEquals(143, program.exitWithinTenSeconds(), program.output());
            assertFalse(locked(sandbox, "aro") || locked(sandbox, "rosa"));
            assertTrue(
                    program.output()
                            .contains("ended by SIGTERM: applied, not verified (8 objects)"),
                    program.output());
            JsonNode report = report();
            assertEquals("INTERRUPTED", report.get("class").asText());
            assertEquals(143, report.get("exitCode").asInt());
            assertEquals(8, report.get("changed").asInt());
            assertEquals("INTERRUPTED", Files.readString(folder.resolve("class")));
            assertTrue(
                    sandbox.apiServer("aro")
                            .store()
                            .get(ResourceTypes.PEER, "aro-stg-mesh", "rosa-prod-mesh")
                            .isPresent());
            Cli.Outcome again =
                    Cli.run("federate", "-f", FILE, "--kubeconfig", kubeconfig().toString());
            assertEquals(0, again.exit(), again::toString);
            assertTrue(again.out().contains("nothing to change"), again::out);
        }
    }

    @Test
    @DisplayName("while a request is not answered")
    void whileStalled() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Program program =
                        Program.meshfed(
                                Map.of(),
                                "status",
                                "-f",
                                FILE,
                                "--allow-insecure",
                                "--kubeconfig",
                                leadingTo(deaf.getLocalPort()).toString(),
                                "--output",
                                "json",
                                "--report",
                                "json=" + folder.resolve("report.json"))) {
            try (Socket asked = deaf.accept()) {
                assertTrue(asked.getInputStream().read() > 0);
                program.signal("INT");

                assertEquals(130, program.exitWithinTenSeconds(), program.output());
                assertEquals("INTERRUPTED", report().get("class").asText());
                assertEquals("aro-rosa", report().get("federation").asText());
                assertTrue(program.output().contains("nothing was written"), program.output());
            }
        }
    }

    @ParameterizedTest(name = "SIG{0} is exit {1}")
    @CsvSource({"INT, 130", "TERM, 143"})
    @DisplayName("a sandbox runs until it is told to end")
    void sandbox(String signal, int exit) throws Exception {
        try (Program program =
                Program.meshfed(
                        Map.of(),
                        "sandbox",
                        "-f",
                        FILE,
                        "--kubeconfig-out",
                        kubeconfig().toString())) {
            program.awaitLine("ready");
            program.signal(signal);

            assertEquals(exit, program.exitWithinTenSeconds(), program.output());
            assertFalse(program.output().contains("INTERRUPTED"), program.output());
        }
    }

    @ParameterizedTest(name = "at \"{0}\"")
    @CsvSource({"$ export KUBECONFIG", "waiting for the federation"})
    @DisplayName("a demonstration that is broken off leaves no files")
    void demo(String moment) throws Exception {
        try (Program program =
                Program.meshfed(Map.of("TMPDIR", folder.toString()), "demo", "--no-color")) {
            program.awaitLine(moment);
            program.signal("INT");

            assertEquals(130, program.exitWithinTenSeconds(), program.output());
            try (Stream<Path> left = Files.list(folder)) {
                assertEquals(0, left.count());
            }
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @DisplayName("a run that hangs tells what is known and is ended before ten seconds are over")
    void guard() throws Exception {
        assertEquals(143, hanging.exitWithinTenSeconds(), hanging.output());
        assertEquals(143, Cli.json(Files.readString(hangingReport)).get("exitCode").asInt());
        assertTrue(hanging.output().contains("ended by SIGTERM"), hanging.output());
    }

    @Test
    @DisplayName("a second signal ends the process at once")
    void twice() throws Exception {
        try (Program program =
                Program.java(
                        Map.of(), HangingProgram.class, folder.resolve("report.json").toString())) {
            program.awaitLine("hanging");
            program.signal("INT");
            program.signal("TERM");

            assertTrue(Stream.of(130, 143).anyMatch(exits(program)::equals), program.output());
            assertFalse(Files.exists(folder.resolve("report.json")));
        }
    }

    private static boolean locked(Sandbox sandbox, String cluster) {
        Federation federation = FederationReader.read(Path.of(FILE)).federation();
        ClusterRef ref =
                federation.clusters().stream()
                        .filter(each -> each.name().equals(cluster))
                        .findFirst()
                        .orElseThrow();
        ObjectRef lease = WriteLocks.lease(federation, ref);
        return sandbox.apiServer(cluster)
                .store()
                .get(lease.type(), lease.namespace(), lease.name())
                .isPresent();
    }

    private static Integer exits(Program program) throws InterruptedException {
        return program.exitWithinTenSeconds();
    }

    private Sandbox sandbox() {
        Sandbox sandbox =
                Sandbox.start(
                        FederationReader.read(Path.of(FILE)).federation(), SandboxOptions.usual());
        sandbox.writeKubeconfig(kubeconfig());
        sandbox.awaitReady(Duration.ofSeconds(60));
        return sandbox;
    }

    private Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    private Path leadingTo(int port) throws IOException {
        String config =
                """
                apiVersion: v1
                kind: Config
                clusters:
                - { name: deaf, cluster: { server: "http://127.0.0.1:%d" } }
                users:
                - { name: somebody, user: { token: not-a-secret } }
                contexts:
                - { name: aro, context: { cluster: deaf, user: somebody } }
                - { name: rosa, context: { cluster: deaf, user: somebody } }
                """
                        .formatted(port);
        return Files.writeString(kubeconfig(), config);
    }

    private JsonNode report() throws IOException {
        return Cli.json(Files.readString(folder.resolve("report.json")));
    }
}
