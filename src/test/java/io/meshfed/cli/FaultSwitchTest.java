package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.meshfed.contexts.FederationReader;
import io.meshfed.model.Federation;
import io.meshfed.sandbox.SandboxOptions;
import io.meshfed.sandbox.fault.FaultCatalog;
import io.meshfed.sandbox.fault.FaultSwitch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each fault on a sandbox of its own; several at once, since most of it is waiting. */
@Execution(ExecutionMode.CONCURRENT)
@DisplayName("a fault of the sandbox ends a command as the list of faults promises")
class FaultSwitchTest {

    private static final int SPEED = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ExecutorService POOL = Executors.newFixedThreadPool(6);

    static final String FILE =
            """
            apiVersion: meshfed.io/v1alpha1
            kind: Federation
            name: rehearsal
            clusters:
              aro: { context: aro }
              rosa: { context: rosa }
            meshes:
              east: { cluster: aro, namespace: east-mesh, controlPlane: east }
              west: { cluster: rosa, namespace: west-mesh, controlPlane: west }
            peerings:
              - between: [east, west]
                exports:
                  - { from: east, service: kube-info, namespace: shop }
                  - { from: west, service: clock, namespace: bank }
            """;

    @TempDir private static Path folder;

    /**
     * @param promise begins with the row of the catalogue
     * @param fault as it is typed
     * @param tells what must stand in the messages
     */
    private record Row(String promise, String fault, String tells) {

        String name() {
            return fault.split("=")[0];
        }

        /** What the meshes make of it, in their own time; all else is a matter of one request. */
        boolean ofMeshes() {
            return promised().rows().get(0).startsWith("E");
        }

        FaultSwitch promised() {
            return FaultCatalog.all().stream()
                    .filter(each -> each.name().equals(name()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static final List<Row> ROWS =
            List.of(
                    new Row("A1: error-once is a moment's delay", "error-once=after=3", ""),
                    new Row("A2: error-always is told with its status", "error-always", "503"),
                    new Row("A3: slow-down is obeyed", "slow-down=seconds=1,after=3", ""),
                    new Row("A4: slow-down-for-ever is not", "slow-down-for-ever", "3600"),
                    new Row(
                            "A5: refused names the port",
                            "refused",
                            "127.0.0.1:1: connection refused"),
                    new Row("A6: unknown-host names the host", "unknown-host", "cannot resolve"),
                    new Row("A7: cut-before is tried again", "cut-before=after=3", ""),
                    new Row("A8: cut-after is found to be done", "cut-after", ""),
                    new Row("A9: delete-reply-lost is found to be done", "delete-reply-lost", ""),
                    new Row("A11: stall is given up and sent again", "stall", ""),
                    new Row(
                            "A12: writes-cut names the side that is missing",
                            "writes-cut=cluster=rosa",
                            "'rosa'"),
                    new Row(
                            "A13: proxy-page is no Kubernetes answer",
                            "proxy-page",
                            "not a Kubernetes answer"),
                    new Row("A14: untrusted shows the certificate", "untrusted", "issuer CN="),
                    new Row(
                            "A14: untrusted=how=name shows the name",
                            "untrusted=how=name",
                            "somebody-else.example"),
                    new Row("A15: conflict-once is sent again", "conflict-once", ""),
                    new Row(
                            "A16: conflict-always says to start again",
                            "conflict-always",
                            "concurrent change"),
                    new Row("A17: list-expired is invisible", "list-expired", ""),
                    new Row(
                            "A18: webhook-denies shows the webhook's words",
                            "webhook-denies=text=not today",
                            "not today"),
                    new Row(
                            "A19: delete-denied shows what is left",
                            "delete-denied=cluster=rosa,kind=servicemeshpeers",
                            "kept for the auditors"),
                    new Row(
                            "A21: service-mesh-3 says that it federates in another way",
                            "service-mesh-3",
                            "Service Mesh 3 joins meshes in another way"),
                    new Row("A22: quota shows the server's words", "quota", "mesh-quota"),
                    new Row(
                            "E1: api-missing names the group",
                            "api-missing",
                            "federation.maistra.io"),
                    new Row(
                            "E2: namespace-missing names the namespace and the nearest one",
                            "namespace-missing=mesh=west",
                            "Did you mean 'west-meshs'?"),
                    new Row(
                            "E3: never-ready shows the condition",
                            "never-ready",
                            "istio-discovery"),
                    new Row("E5: no-address shows the Service", "no-address", "ingress-west"),
                    new Row("E6: address-unknown is waited for", "address-unknown", "no-inbound"),
                    new Row("E7: address-loopback is refused", "address-loopback", "loopback"),
                    new Row("E8: port-closed is waited for", "port-closed", "no-inbound"),
                    new Row(
                            "E9: same-trust-domain names both meshes",
                            "same-trust-domain",
                            "'west.local'"),
                    new Row("E11: wrong-client-id names the field", "wrong-client-id", "clientID"),
                    new Row(
                            "E14: service-missing names the service",
                            "service-missing",
                            "shop/kube-info"),
                    new Row(
                            "E15: imports-ignored names what is not imported",
                            "imports-ignored",
                            "not-imported"),
                    new Row(
                            "E16: one-istiod-connected names the pod",
                            "one-istiod-connected",
                            "partly-connected"),
                    new Row("E17: never-synced says so", "never-synced", "never-synced"),
                    new Row("E18: istiod-dies is lived through", "istiod-dies=seconds=100", ""),
                    new Row("E19: idle-cut heals", "idle-cut=seconds=30", ""));

    /** They wait for what the pool does, and need no thread each for that. */
    @Execution(ExecutionMode.SAME_THREAD)
    @TestFactory
    @DisplayName("table")
    Stream<DynamicTest> rows() {
        List<Future<Cli.Outcome>> running = new ArrayList<>();
        ROWS.forEach(row -> running.add(POOL.submit(rehearsed(row))));
        return ROWS.stream()
                .map(
                        row ->
                                dynamicTest(
                                        row.promise(),
                                        () -> check(row, running.get(ROWS.indexOf(row)).get())));
    }

    @AfterAll
    static void stop() {
        POOL.shutdownNow();
    }

    private static void check(Row row, Cli.Outcome outcome) {
        FaultSwitch promised = row.promised();
        assertEquals(promised.sees().ends().exitCode(), outcome.exit(), outcome::err);
        assertTrue(outcome.err().contains(row.tells()), outcome::err);
        String rows = row.promise().split(":")[0];
        assertEquals(rows, String.join(", ", promised.rows()));
    }

    /**
     * The first outcome counts. Only where meshes have to get somewhere before it shows, again and
     * again until it is as promised: machines that run tests may be slow.
     */
    private static Callable<Cli.Outcome> rehearsed(Row row) {
        return () -> {
            Path own = Files.createTempDirectory(folder, row.name());
            Path file = Files.writeString(own.resolve("federation.yaml"), FILE);
            Federation federation = FederationReader.read(file).federation();
            RehearsedSandbox sandbox =
                    RehearsedSandbox.start(
                            federation,
                            SandboxOptions.usual().withSpeed(SPEED),
                            FaultCatalog.rehearsal(List.of(row.fault()), federation),
                            own.resolve("kubeconfig"));
            try (sandbox) {
                long end = System.nanoTime() + PATIENCE.toNanos();
                boolean undo = row.promised().sees().command().equals("unfederate");
                if (undo) {
                    federate(own, "60s");
                }
                int promised = row.promised().sees().ends().exitCode();
                boolean again = row.ofMeshes();
                String limit = again ? promised == 0 ? "30s" : "3s" : "90s";
                Cli.Outcome last = undo ? unfederate(own) : federate(own, limit);
                while ((last.exit() != promised || !last.err().contains(row.tells()))
                        && System.nanoTime() < end
                        && again) {
                    last = federate(own, limit);
                }
                return last;
            }
        };
    }

    private static Cli.Outcome federate(Path own, String limit) {
        return Cli.run(
                "federate",
                "-f",
                own.resolve("federation.yaml").toString(),
                "--kubeconfig",
                own.resolve("kubeconfig").toString(),
                "--timeout",
                limit,
                "--interval",
                "100ms",
                "--sync-period",
                "2s");
    }

    private static Cli.Outcome unfederate(Path own) {
        return Cli.run(
                "unfederate",
                "-f",
                own.resolve("federation.yaml").toString(),
                "--kubeconfig",
                own.resolve("kubeconfig").toString(),
                "--timeout",
                "60s");
    }

    @Test
    @DisplayName("every switch is tried")
    void complete() {
        assertEquals(
                new TreeSet<>(FaultCatalog.all().stream().map(FaultSwitch::name).toList()),
                new TreeSet<>(ROWS.stream().map(Row::name).toList()));
    }
}
