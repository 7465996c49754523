package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.sandbox.fault.FaultCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("the list of faults")
class FaultListTest {

    @TempDir Path folder;

    @Test
    @DisplayName("--list-faults prints each switch with its arguments, and needs no file")
    void printed() {
        Cli.Outcome outcome = Cli.run("sandbox", "--list-faults");

        assertEquals(0, outcome.exit());
        assertTrue(outcome.out().contains("cut-after (A8)"), outcome::out);
        assertTrue(outcome.out().contains("seconds=30  for how long"), outcome::out);
    }

    @Test
    @DisplayName("what excludes each other is told together, before anything is read")
    void exclusive() {
        Cli.Outcome outcome =
                Cli.run("sandbox", "--attach", "--detach", "--fault=A1", "--kubeconfig-out=x");

        assertEquals(10, outcome.exit());
        for (String part :
                List.of(
                        "--attach and --detach exclude each other",
                        "--kubeconfig-out is for clusters of the sandbox's own",
                        "--fault is for clusters of the sandbox's own",
                        "--kubeconfig is missing")) {
            assertTrue(outcome.err().contains(part), () -> part + " in\n" + outcome.err());
        }
        assertFalse(outcome.err().contains("'configmap'"), outcome::err);
    }

    @Test
    @DisplayName("every row of A and E is a switch, or there is a reason why not")
    void allRows() {
        List<String> named = new ArrayList<>(FaultCatalog.noSwitch().keySet());
        FaultCatalog.all().forEach(fault -> named.addAll(fault.rows()));
        List<String> expected = new ArrayList<>();
        for (int row = 1; row <= 24; row++) {
            expected.add("A" + row);
        }
        for (int row = 1; row <= 22; row++) {
            expected.add("E" + row);
        }
        assertEquals(expected.stream().sorted().toList(), named.stream().sorted().toList());
    }

    @Test
    @DisplayName("wrong names and arguments are told together, with the nearest right ones")
    void wrong() throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.yaml"), FaultSwitchTest.FILE);
        Cli.Outcome outcome =
                Cli.run(
                        "sandbox",
                        "-f",
                        file.toString(),
                        "--kubeconfig-out",
                        folder.resolve("never").toString(),
                        "--fault=eror-once",
                        "--fault=stall=secnds=3,cluster=arro",
                        "--fault=A24",
                        "--fault=quota=what",
                        "--fault=error-always=count=many",
                        "--fault=cut-after=kind=widgets",
                        "--fault=cut-before=kind=configmap",
                        "--fault=error-once=status=7",
                        "--fault=idle-cut=seconds=2147483648");
        assertEquals(10, outcome.exit());
        for (String part :
                List.of(
                        "'eror-once'; did you mean 'error-once'?",
                        "'secnds'; did you mean 'seconds'?",
                        "'arro' is none of *, aro, rosa; did you mean 'aro'?",
                        "A24 is no switch: meshfed polls",
                        "'what' is not of the form KEY=VALUE; its keys are cluster, verb",
                        "kind: 'widgets' is none of *, clusterrole",
                        "servicemeshpeers",
                        "count: 'many' is not a whole number from 0",
                        "status: '7' is none of 500, 502, 503, 504",
                        "seconds: '2147483648' is not a whole number from 0 to 999999999")) {
            assertTrue(outcome.err().contains(part), () -> part + " in\n" + outcome.err());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"port-closed", "idle-cut", "same-trust-domain"})
    @DisplayName("what a fault breaks between two meshes needs a mesh that is peered")
    void alone(String fault) throws IOException {
        String alone = "  north: { cluster: aro, namespace: north-mesh, controlPlane: north }\n";
        Path file =
                Files.writeString(
                        folder.resolve("alone.yaml"),
                        FaultSwitchTest.FILE.replace("peerings:", alone + "peerings:"));
        Cli.Outcome outcome =
                Cli.run(
                        "sandbox",
                        "-f",
                        file.toString(),
                        "--kubeconfig-out",
                        folder.resolve("never").toString(),
                        "--fault=" + fault + "=mesh=north");

        assertEquals(10, outcome.exit(), outcome::err);
        assertTrue(outcome.err().contains("mesh 'north' has no peering"), outcome::err);
        assertFalse(Files.exists(folder.resolve("never")));
    }

    @Test
    @DisplayName("the guide has the table of faults as it is")
    void documented() throws IOException {
        String guide = Files.readString(Path.of("docs/sandbox.md"));
        String table = String.join("\n", FaultText.table());
        assertTrue(guide.contains(table), () -> "docs/sandbox.md lacks\n" + table);
    }
}
