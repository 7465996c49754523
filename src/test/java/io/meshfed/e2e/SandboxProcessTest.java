package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One sandbox process for all; what ends it comes last. */
@DisplayName("meshfed sandbox, as a process")
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SandboxProcessTest {

    private static final String MAP =
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: %s, namespace: shop }
            data: { a: "%s" }
            """;

    @TempDir private static Path folder;
    private static SandboxProcess sandbox;

    @BeforeAll
    static void start() throws IOException {
        sandbox = SandboxProcess.start(folder, FederationTexts.PAIR);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    @Order(1)
    @DisplayName("other processes federate its meshes, and prove it")
    void federate() throws IOException {
        String[] proof = {"--timeout", "60s", "--interval", "250ms", "--sync-period", "3s"};
        assertEquals(
                0,
                sandbox.meshfed(
                                "federate",
                                proof[0],
                                proof[1],
                                proof[2],
                                proof[3],
                                proof[4],
                                proof[5])
                        .code());
        String said = sandbox.meshfed("status").requireOk();
        assertTrue(said.contains("west"), said);
    }

    @ParameterizedTest(name = "kubectl {0}")
    @Order(2)
    @ValueSource(strings = {"1.27", "1.30", "1.33"})
    @DisplayName("kubectl reads, watches, writes, waits and asks there")
    void kubectl(String version) throws IOException {
        Optional<Path> found = SandboxProcess.kubectl(version);
        assumeTrue(found.isPresent(), "there is no kubectl." + version);
        Path kubectl = found.get();
        String name = "k" + version.replace(".", "");
        reads(kubectl);
        writes(kubectl, name);
        watches(kubectl, name + "-w");
        asks(kubectl);
    }

    private static void reads(Path kubectl) throws IOException {
        String peers = ok(kubectl, "get", "servicemeshpeers", "-n", "east-mesh");
        assertTrue(peers.startsWith("NAME") && peers.contains("west"), peers);
        String yaml =
                ok(kubectl, "get", "servicemeshpeer", "west", "-n", "east-mesh", "-o", "yaml");
        assertTrue(yaml.contains("trustDomain: west"), yaml);
        assertTrue(ok(kubectl, "get", "nodes", "-o", "name").contains("node/worker-1"));
        ok(
                kubectl,
                "wait",
                "smcp/east",
                "-n",
                "east-mesh",
                "--for=condition=Ready",
                "--timeout=20s");
    }

    private static void writes(Path kubectl, String name) throws IOException {
        feed(kubectl, MAP.formatted(name, 1), "apply", "-f", "-");
        String again = feed(kubectl, MAP.formatted(name, 1), "apply", "-f", "-");
        assertTrue(again.contains("unchanged"), again);
        feed(kubectl, MAP.formatted(name, 2), "apply", "-f", "-");
        feed(kubectl, MAP.formatted(name + "s", 1), "apply", "--server-side", "-f", "-");
        ok(
                kubectl,
                "patch",
                "cm",
                name,
                "-n",
                "shop",
                "--type=merge",
                "-p",
                "{\"data\":{\"b\":\"3\"}}");
        assertEquals(
                "2 3",
                ok(kubectl, "get", "cm", name, "-n", "shop", "-o", "jsonpath={.data.a} {.data.b}"));
        ok(kubectl, "delete", "cm", name, name + "s", "-n", "shop");
        assertEquals(
                1,
                sandbox.kubectl(kubectl, "--context=aro", "get", "cm", name, "-n", "shop").code());
    }

    private static void watches(Path kubectl, String name) throws IOException {
        feed(kubectl, MAP.formatted(name, 1), "apply", "-f", "-");
        Process watch =
                sandbox.startKubectl(
                        kubectl,
                        "",
                        "--context=aro",
                        "get",
                        "cm",
                        name,
                        "-n",
                        "shop",
                        "-w",
                        "-o",
                        "jsonpath={.data.a}{\"\\n\"}");
        try (BufferedReader lines = watch.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("1", lines.readLine());
            feed(kubectl, MAP.formatted(name, 2), "apply", "-f", "-");
            assertEquals("2", lines.readLine());
        } finally {
            watch.destroyForcibly();
        }
        ok(kubectl, "delete", "cm", name, "-n", "shop");
    }

    private static void asks(Path kubectl) throws IOException {
        assertEquals(
                "yes",
                ok(kubectl, "auth", "can-i", "delete", "servicemeshpeers", "-n", "east-mesh"));
        SandboxProcess.Said reader =
                sandbox.kubectl(
                        kubectl,
                        "--context=aro-reader",
                        "auth",
                        "can-i",
                        "delete",
                        "servicemeshpeers");
        assertEquals("no", reader.text().strip());
        assertFalse(reader.code() == 0);
        String resources = ok(kubectl, "api-resources", "--api-group=federation.maistra.io");
        for (String kind : new String[] {"ServiceMeshPeer", "ExportedServiceSet"}) {
            assertTrue(resources.contains(kind), resources);
        }
    }

    private static String ok(Path kubectl, String... arguments) throws IOException {
        return feed(kubectl, "", arguments);
    }

    private static String feed(Path kubectl, String input, String... arguments) throws IOException {
        String[] all = new String[arguments.length + 1];
        all[0] = "--context=aro";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return sandbox.feed(kubectl, input, all).requireOk();
    }

    @Test
    @Order(3)
    @DisplayName("SIGTERM ends it with 143")
    void terminated() {
        assertEquals(143, sandbox.terminate());
    }
}
