package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.contexts.FederationReader;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.Sandbox;
import io.meshfed.sandbox.SandboxOptions;
import io.meshfed.sandbox.api.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** One story in order: each chapter stands on the one before, as a user's commands do. */
@DisplayName("what people see is what the golden files show")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(480)
class GoldenTest {

    private static final String FILE = "contexts/aro-rosa/federation.yaml";

    @TempDir private static Path folder;
    private static Sandbox sandbox;
    private static Document lastJUnit;

    @BeforeAll
    static void start() {
        sandbox =
                Sandbox.start(
                        FederationReader.read(Path.of(FILE)).federation(),
                        SandboxOptions.usual().withReplicas(1));
        sandbox.writeKubeconfig(folder.resolve("kubeconfig"));
        sandbox.awaitReady(Duration.ofSeconds(60));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    @Order(1)
    @DisplayName("before: the looks that need nothing but a cluster")
    void before() throws IOException {
        golden("help", Cli.run());
        golden("help-federate", Cli.run("federate", "--help"));
        golden("validate", command("validate"));
        golden("contexts", command("contexts"));
        golden("verify-access", command("verify-access"));
        golden("extract-root", command("extract-root"));
        golden("locate-gateway", command("locate-gateway"));
        golden("status-nothing-applied", command("status"));
        golden("plan-fresh", command("plan"));
    }

    @Test
    @Order(2)
    @DisplayName("federate, and once more")
    void federate() throws IOException {
        golden("federate-fresh", command("federate", "--sync-period", "3s"));
        golden("federate-again", command("federate", "--sync-period", "3s"));
        golden("plan-converged", command("plan"));
        golden("status", command("status"));
    }

    @Test
    @Order(3)
    @DisplayName("somebody edits an object")
    void broken() throws IOException {
        ObjectStore store = sandbox.apiServer("rosa").store();
        Map<String, Object> imports =
                store.get(ResourceTypes.IMPORTS, "rosa-prod-mesh", "aro-stg-mesh").orElseThrow();
        Map<String, Object> edited = new LinkedHashMap<>(imports);
        edited.put("spec", Map.of("importRules", List.of()));
        store.put(edited);
        golden("plan-edited", command("plan"));
        assertEquals(12, command("verify-federation", "--timeout=2s", "--sync-period=3s").exit());
        assertEquals(
                "MF301 ", JUnitFiles.find(lastJUnit, "substring(//testcase[failure]/@name, 1, 6)"));
        Map<String, Object> again = new LinkedHashMap<>(edited);
        again.put("spec", imports.get("spec"));
        store.put(again);
    }

    @Test
    @Order(4)
    @DisplayName("unfederate, and once more")
    void unfederate() throws IOException {
        golden("unfederate-rehearsed", command("unfederate", "--dry-run", "server"));
        golden("unfederate", command("unfederate", "--settle", "0s"));
        golden("unfederate-again", command("unfederate", "--settle", "0s"));
    }

    private static void golden(String name, Cli.Outcome outcome) throws IOException {
        Golden.assertSame(name, outcome);
    }

    /** Whatever the command and its end, a strict reader takes its JUnit file. */
    private static Cli.Outcome command(String command, String... more) throws IOException {
        Path junit = folder.resolve("junit.xml");
        Files.deleteIfExists(junit);
        Cli.Outcome outcome =
                Cli.run(
                        Map.of("KUBECONFIG", folder.resolve("kubeconfig").toString()),
                        Stream.concat(
                                        Stream.of(command, "-f", FILE, "--report=junit=" + junit),
                                        Stream.of(more))
                                .toArray(String[]::new));
        lastJUnit = JUnitFiles.strict(Files.readString(junit));
        return outcome;
    }
}
