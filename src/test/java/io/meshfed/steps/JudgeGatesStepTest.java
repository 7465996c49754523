package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshfed.gates.Approval;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.promotion.Gate;
import io.meshfed.promotion.Gate.Command;
import io.meshfed.promotion.Gate.Probe;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Redactor;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.InfoServer;
import io.meshfed.testing.Run;
import io.meshfed.testing.ServerKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JudgeGatesStepTest extends AroRosaTest {

    private static final String GATEWAY = "istio-ingressgateway";
    private static final Gate PROBE = new Probe("/info", 50, 99, Duration.ZERO);
    private static final Gate NO = new Command(List.of("false"), Duration.ofSeconds(30));

    private final InfoServer server = InfoServer.of(ARO_MESH);

    @AfterEach
    void stop() {
        server.close();
    }

    private JudgeGatesStep step(Gate... gates) {
        GateProbe probe =
                new GateProbe(
                        path ->
                                new ProbeRequest(
                                        new Entrance.OfMesh(),
                                        path,
                                        "127.0.0.1:" + server.port(),
                                        List.of(),
                                        200,
                                        ""),
                        1000,
                        5,
                        Duration.ofSeconds(20));
        return new JudgeGatesStep(
                ARO_MESH,
                List.of(gates),
                probe,
                new JudgeGatesStep.Limits(Duration.ZERO, Duration.ofMinutes(5)),
                new JudgeGatesStep.Inputs(
                        new Approval("", "", ""),
                        Path.of("").toAbsolutePath(),
                        new Redactor(),
                        System.getenv()));
    }

    private Run run(Gate... gates) {
        return harness(federation.without(mesh -> !mesh.name().equals(ARO_MESH), p -> false))
                .run(step(gates));
    }

    private void route() {
        assumeTrue(kind == ServerKind.SANDBOX, "a plain kube-apiserver serves no Routes");
        aro().put(
                        new ObjectRef(ResourceTypes.ROUTE, ARO_MESH, GATEWAY),
                        Map.of(
                                "spec",
                                Map.of(
                                        "host",
                                        "gate.apps.aro.test",
                                        "to",
                                        Map.of("kind", "Service", "name", GATEWAY, "weight", 100),
                                        "wildcardPolicy",
                                        "None")));
    }

    @Test
    @DisplayName(
            "the requests of a probe gate go in through the mesh's Route, and nothing is written")
    void throughTheRoute() {
        route();

        Run run = run(PROBE).requireOk();

        assertEquals("PASS", run.last().results().get("verdict"));
        assertEquals(50, server.hosts().size());
        assertEquals("gate.apps.aro.test", server.hosts().get(0));
        assertEquals(List.of(), clusters.writes());
    }

    @Test
    @DisplayName(
            "H1: without a way in a probe is unknown, and the other gates are asked all the same")
    void noWayIn() {
        Run run = run(PROBE, NO);

        assertEquals(ErrorClass.GATE_FAIL, run.last().verdict());
        assertEquals("[\"UNKNOWN\",\"FAIL\"]", run.last().results().get("readings"));
        assertEquals(ErrorClass.GATE_UNKNOWN, run(PROBE).last().verdict());
        assertTrue(server.hosts().isEmpty());
    }

    @Test
    @DisplayName("a cluster that is not the one the file means is not judged by")
    void otherCluster() {
        route();
        Federation other = changed("{ context: aro }", "{ context: aro, id: somebody-else }");

        Run run =
                harness(other.without(mesh -> !mesh.name().equals(ARO_MESH), p -> false))
                        .run(step(PROBE));

        assertEquals(ErrorClass.GATE_UNKNOWN, run.last().verdict());
        assertTrue(run.failures().get(0).getMessage().contains("somebody-else"));
        assertTrue(server.hosts().isEmpty());
    }
}
