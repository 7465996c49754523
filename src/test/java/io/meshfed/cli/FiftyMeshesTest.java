package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.FederationObjects;
import io.meshfed.testing.Federations;
import io.meshfed.testing.Poll;
import io.meshfed.testing.SandboxClusters;
import io.meshfed.testing.SeededFederation;
import io.meshfed.testing.SeenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Fifty meshes in a ring, so that it takes seconds; the whole of 1,225 pairs is measured apart. */
class FiftyMeshesTest {

    private static final int MESHES = 50;

    private static final Federation FEDERATION = Federations.read(ring());

    @TempDir private static Path folder;
    private static SandboxClusters clusters;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(folder.resolve("ring"), ring());
        clusters = SandboxClusters.start(folder, List.of("aro", "rosa"));
        SeededFederation.install(clusters, FEDERATION);
    }

    @AfterAll
    static void stop() {
        clusters.close();
    }

    private static String ring() {
        StringBuilder text =
                new StringBuilder(
                        """
                        apiVersion: meshfed.io/v1alpha1
                        kind: Federation
                        name: ring
                        clusters:
                          aro: { context: aro }
                          rosa: { context: rosa }
                        meshes:
                        """);
        StringBuilder peerings = new StringBuilder("peerings:\n");
        for (int i = 1; i <= MESHES; i++) {
            text.append(
                    "  m%1$d: { cluster: %2$s, namespace: m%1$d-mesh, controlPlane: m%1$d }\n"
                            .formatted(i, i % 2 == 0 ? "aro" : "rosa"));
            peerings.append(
                    """
                      - between: [m%1$d, m%2$d]
                        exports:
                          - { from: m%1$d, service: app, namespace: apps-%1$d }
                    """
                            .formatted(i, i % MESHES + 1));
        }
        return text.append(peerings).toString();
    }

    private static String[] line(String command) {
        return new String[] {
            command,
            "-f",
            folder.resolve("ring").toString(),
            "--kubeconfig",
            clusters.kubeconfig().toString(),
            "--timeout",
            "5m"
        };
    }

    private static Cli.Outcome run(String command) {
        clusters.forgetRequests();
        return Cli.run(line(command));
    }

    @Test
    @DisplayName("G11: one bad pair of fifty costs the others nothing; then only it is written")
    void onePairFails() {
        Direction bad = Federations.direction(FEDERATION, "m7", "m8");
        ObjectRef foreign = FederationObjects.injectedRoots(bad);
        clusters.raw("rosa").put(foreign, Map.of("data", Map.of("theirs", "x")));

        Cli.Outcome outcome = run("share-trust");

        assertEquals(ErrorClass.CONFLICT.exitCode(), outcome.exit(), outcome::err);
        assertEquals(
                1,
                outcome.err().lines().filter(line -> line.startsWith("CONFLICT: ")).count(),
                outcome::err);
        assertTrue(outcome.err().contains(foreign.toString()), outcome::err);
        assertTrue(outcome.out().contains("result: 1 failed"), outcome::out);
        assertEquals(2 * MESHES - 1, written().size(), "all but the one");

        clusters.raw("rosa").delete(foreign);
        assertEquals(0, run("share-trust").exit());
        assertEquals(Set.of("m8-ca-root-cert in m7-mesh"), written());
    }

    /** Names and namespaces of ConfigMaps. */
    private static Set<String> written() {
        return clusters.writes().stream()
                .map(SeenRequest::path)
                .filter(path -> path.contains("/configmaps/"))
                .map(path -> path.replaceAll(".*/namespaces/(.*)/configmaps/(.*)", "$2 in $1"))
                .collect(Collectors.toSet());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("G6: fifty meshes fit into 256 MiB, under the options of the image")
    void fits() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Files.readAllLines(Path.of("src/image/options")).stream()
                .filter(option -> option.startsWith("-XX:") && !option.contains("Archive"))
                .forEach(command::add);
        command.addAll(List.of("-XX:MaxRAM=256m", "-cp", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(List.of(line("plan")));
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(folder.resolve("out").toFile())
                        .redirectError(folder.resolve("err").toFile())
                        .start();
        AtomicLong most = new AtomicLong();
        Poll.until("the end", Duration.ofMinutes(5), () -> ended(process, most));

        assertEquals(
                ErrorClass.DIFF.exitCode(), process.exitValue(), () -> read(folder.resolve("err")));
        assertTrue(most.get() > 0, "it was looked at");
        assertTrue(most.get() <= 256 * 1024, () -> most + " KiB");
    }

    private static boolean ended(Process process, AtomicLong most) {
        Matcher peak =
                Pattern.compile("VmHWM:\\s+(\\d+) kB")
                        .matcher(read(Path.of("/proc", "" + process.pid(), "status")));
        if (peak.find()) {
            most.accumulateAndGet(Long.parseLong(peak.group(1)), Math::max);
        }
        return !process.isAlive();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }
}
