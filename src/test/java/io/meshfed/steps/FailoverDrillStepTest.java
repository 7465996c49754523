package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ObjectRef;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a failover drill, whatever happens to it, leaves everything as it was")
@Order(1)
class FailoverDrillStepTest extends DrillBed {

    @Test
    @DisplayName("the peer takes over, the mesh comes back, and it is told what that cost")
    void passes() {
        StepReport report = stage.harness().run(stage.drill()).requireOk().last();

        assertEquals("passed", report.results().get("verdict"));
        assertTrue(Double.parseDouble(report.results().get("failover-seconds")) > 0);
        Map<String, Object> drill = told(report);
        assertEquals(true, drill.get("restored"));
        assertEquals("failover:west@us-east", drill.get("previousPattern"));
        List<Object> moments =
                Trees.objects(drill.get("moments")).stream().map(each -> each.get("what")).toList();
        assertEquals(
                List.of("scaled to 0", "no pod left", "scaled back", "pods available"), moments);
        assertTrue(
                Trees.objects(drill.get("seconds")).stream()
                        .anyMatch(each -> Trees.object(each.get("answers")).containsKey("west")));
        assertEquals(2, report.checks().size());
    }

    @Test
    @DisplayName("J1: killed while it routes, it is put back by the next drill before that begins")
    void nextDrill() {
        stage.route("none");
        List<String> unrouted = stage.state();
        assertTrue(stage.harness().crash(3, List.of(stage.drill())));
        assertNotEquals(unrouted, stage.state());

        StepReport report = stage.harness().run(stage.drill()).requireOk().last();

        assertEquals("none", told(report).get("previousPattern"));
        assertEquals(
                Map.of("east-mesh-member/kube-info-v1", 2, "east-mesh-member/kube-info-v2", 1),
                told(report).get("workloads"));
        assertEquals(unrouted, stage.state());
        stage.route("failover:west@us-east");
    }

    @Test
    @DisplayName("hosts that somebody named are routed on during the drill, and after it")
    void namedHosts() {
        stage.route("failover:west@us-east", "shop.example.com");
        List<String> named = stage.state();
        assertTrue(named.toString().contains("shop.example.com"));
        DrillSubject usual = DrillStage.subject("kube-info-v1", "kube-info-v2");
        DrillSubject elsewhere =
                new DrillSubject(
                        "east",
                        "kube-info",
                        usual.workloads(),
                        usual.failover(),
                        List.of("other.example.com"),
                        false);

        assertTrue(
                stage.harness()
                        .crash(2, List.of(stage.drill(elsewhere, Duration.ofSeconds(10), ANY))));
        assertTrue(stage.state().toString().contains("other.example.com"));
        stage.harness().run(DrillStage.restore()).requireOk();
        assertEquals(named, stage.state());

        stage.route("failover:west@us-east");
        assertEquals(named, stage.state());
        stage.harness().run(stage.drill()).requireOk();
        assertEquals(named, stage.state());
        stage.route("none");
        stage.route("failover:west@us-east");
    }

    @Test
    @DisplayName("J4: where other workloads answer on, the peer never takes over: GATE-FAIL")
    void notAllWorkloads() {
        Run run =
                stage.harness()
                        .run(
                                stage.drill(
                                        DrillStage.subject("kube-info-v1"),
                                        Duration.ofSeconds(1),
                                        ANY));

        FederationException failure = run.failure(ErrorClass.GATE_FAIL);
        assertTrue(failure.getMessage().contains("'west' never answered every request"));
        assertEquals("failed", run.last().results().get("verdict"));
        assertEquals("never", run.last().results().get("failover-seconds"));
    }

    /** The memory, one scaled to 0, the other, one scaled back. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @DisplayName("J1: killed after any write, it is put back by --restore, once and for all")
    void killed(int afterWrite) {
        assertTrue(stage.harness().crash(afterWrite, List.of(stage.drill())));
        assertTrue(stage.aro().has(DrillStage.memory()));

        List<String> left = stage.state();
        Run rehearsed = stage.harness().dryRun().run(stage.drill()).requireOk();
        assertEquals(List.of(), rehearsed.writes());
        assertTrue(
                rehearsed.changes().stream()
                        .anyMatch(change -> change.object().equals(DrillStage.memory())));
        assertEquals(left, stage.state());

        stage.harness().runTwice(DrillStage.restore());
    }

    @Test
    @DisplayName("J8: a number of pods that somebody else wanted meanwhile is left as it is")
    void scaledMeanwhile() {
        ObjectRef other =
                new ObjectRef(ResourceTypes.DEPLOYMENT, "east-mesh-member", "kube-info-v2");
        assertTrue(stage.harness().crash(3, List.of(stage.drill())));
        stage.aro().merge(other, Map.of("spec", Map.of("replicas", 3)));

        stage.harness().run(DrillStage.restore()).requireOk();

        assertEquals(3, stage.aro().get(other).number("spec", "replicas").orElseThrow());
        stage.aro().merge(other, Map.of("spec", Map.of("replicas", 1)));
    }

    @Test
    @DisplayName(
            "J3: a memory that somebody broke is not guessed at: PARTIAL, and nothing is written")
    void brokenMemory() {
        assertTrue(stage.harness().crash(1, List.of(stage.drill())));
        stage.aro().merge(DrillStage.memory(), Map.of("data", Map.of("workloads", "x")));

        stage.harness().run(DrillStage.restore()).refusal(ErrorClass.PARTIAL);
        stage.harness().run(stage.drill()).refusal(ErrorClass.PARTIAL);

        stage.aro().delete(DrillStage.memory());
    }

    @Test
    @DisplayName(
            "J5, J11: what there is nothing of, what is of production, and what nobody answers is refused")
    void refused() {
        DrillSubject usual = DrillStage.subject("kube-info-v1");
        for (DrillSubject wrong :
                List.of(
                        DrillStage.subject("kube-info-v9"),
                        new DrillSubject(
                                "west",
                                "kube-info",
                                List.of("kube-info-v1"),
                                usual.failover(),
                                List.of(),
                                false))) {
            FederationException failure =
                    stage.harness()
                            .run(stage.drill(wrong, Duration.ofSeconds(1), ANY))
                            .failures()
                            .get(0);
            assertTrue(
                    failure.errorClass() == ErrorClass.PRECOND
                            || failure.errorClass() == ErrorClass.INPUT);
            assertEquals(List.of(), stage.live.writes());
        }
        assertFalse(stage.aro().has(DrillStage.memory()));
    }

    @Test
    @DisplayName("rehearsed, it says what it would change first, and changes nothing")
    void rehearsed() {
        Run run = stage.harness().dryRun().run(stage.drill()).requireOk();

        assertEquals(List.of(), run.writes());
        List<String> kinds =
                run.changes().stream().map(change -> change.object().type().kind()).toList();
        assertTrue(kinds.containsAll(List.of("ConfigMap", "Deployment")), kinds::toString);
    }

    @Test
    @DisplayName("a drill that cannot wait as long as it may have to is not begun")
    void noTime() {
        stage.harness().within(Duration.ofSeconds(60)).run(stage.drill()).refusal(ErrorClass.INPUT);
    }
}
