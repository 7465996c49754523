package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.RawCluster;
import io.meshfed.testing.Run;
import io.meshfed.testing.RunHook;
import io.meshfed.testing.StepHarness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Scaling on API servers, beside a Deployment controller that needs no time. */
class ScaleWorkloadStepTest extends AroRosaTest {

    private static final ObjectRef ARO = deployment("stg-member");
    private static final ObjectRef ROSA = deployment("prod-member");

    private static final ObjectRef SCALER =
            new ObjectRef(ResourceTypes.AUTOSCALER, "stg-member", "scaler");

    @BeforeEach
    void deploy() {
        aro().delete(SCALER);
        put(aro(), ARO);
        put(rosa(), ROSA);
    }

    @Test
    @DisplayName("a workload gets its pods, says how many it had, and again writes nothing")
    void scales() {
        Run run = controlled().runTwice(Pipelines.alone(scale(ARO_MESH, 0, false)));

        assertEquals("1", run.last().results().get("previous-replicas"));
        assertEquals(0, aro().get(ARO).number("spec", "replicas").orElseThrow());
        assertEquals(
                "0",
                controlled()
                        .run(Pipelines.alone(scale(ARO_MESH, 2, false)))
                        .requireOk()
                        .last()
                        .results()
                        .get("previous-replicas"));
    }

    @Test
    @DisplayName(
            "J10: a wait in vain is WAIT, and says how many pods there are and how many there were")
    void waits() {
        Run run =
                harness()
                        .within(Duration.ofSeconds(1))
                        .run(Pipelines.alone(scale(ARO_MESH, 3, false)));

        FederationException wait = run.failure(ErrorClass.WAIT);
        assertTrue(wait.getMessage().contains("Deployment stg-member/kube-info to have 3 pods"));
        assertEquals("1", run.last().results().get("previous-replicas"));
    }

    @Test
    @DisplayName("J11: nothing of stage production is scaled unless that is said")
    void production() {
        FederationException refusal =
                controlled()
                        .run(Pipelines.alone(scale(ROSA_MESH, 0, false)))
                        .refusal(ErrorClass.INPUT);
        assertTrue(refusal.remedy().contains("--yes-production"), refusal::remedy);

        controlled().run(Pipelines.alone(scale(ROSA_MESH, 0, true))).requireOk();
        assertEquals(0, rosa().get(ROSA).number("spec", "replicas").orElseThrow());
    }

    @Test
    @DisplayName(
            "J9: an autoscaler that would set it back is told of; it lets go of what has no pods")
    void autoscaled() {
        aro().put(
                        SCALER,
                        Map.of(
                                "spec",
                                Map.of(
                                        "maxReplicas",
                                        5,
                                        "scaleTargetRef",
                                        Map.of(
                                                "apiVersion",
                                                "apps/v1",
                                                "kind",
                                                "Deployment",
                                                "name",
                                                "kube-info"))));

        FederationException refusal =
                controlled()
                        .run(Pipelines.alone(scale(ARO_MESH, 3, false)))
                        .refusal(ErrorClass.PRECOND);

        assertTrue(
                refusal.getMessage().startsWith("HorizontalPodAutoscaler stg-member/scaler sets"),
                refusal::getMessage);
        controlled().run(Pipelines.alone(scale(ARO_MESH, 0, false))).requireOk();
        controlled().run(Pipelines.alone(scale(ARO_MESH, 1, false))).requireOk();
    }

    @Test
    @DisplayName("a rehearsal stores nothing, and a workload that is not there is a PRECOND")
    void rehearsed() {
        Run run = controlled().dryRun().run(Pipelines.alone(scale(ARO_MESH, 4, false))).requireOk();
        assertEquals(1, run.last().changed());
        assertEquals(1, aro().get(ARO).number("spec", "replicas").orElseThrow());

        Step other = new ScaleWorkloadStep(ARO_MESH, "stg-member/kube-inf", 1, false);
        FederationException missing =
                controlled().run(Pipelines.alone(other)).refusal(ErrorClass.PRECOND);
        assertEquals("Did you mean 'stg-member/kube-info'?", missing.remedy());
    }

    @Test
    @DisplayName(
            "J8: somebody who writes meanwhile is no hindrance; who scales meanwhile is a CONFLICT")
    void scaledMeanwhile() {
        meanwhile(
                        () ->
                                aro().merge(
                                                ARO,
                                                Map.of(
                                                        "metadata",
                                                        Map.of(
                                                                "annotations",
                                                                Map.of("by", "them")))))
                .run(Pipelines.alone(scale(ARO_MESH, 0, false)))
                .requireOk();
        assertEquals(0, replicas());

        meanwhile(() -> aro().merge(ARO, Map.of("spec", Map.of("replicas", 5))))
                .run(Pipelines.alone(scale(ARO_MESH, 2, false)))
                .failure(ErrorClass.CONFLICT);
        assertEquals(5, replicas());
    }

    private long replicas() {
        return aro().get(ARO).number("spec", "replicas").orElseThrow();
    }

    /** Once, between the look at the workload and the write to it. */
    private StepHarness meanwhile(Runnable edit) {
        AtomicBoolean edited = new AtomicBoolean();
        return harness()
                .hooked(
                        new RunHook() {
                            @Override
                            public void beforeCall() {
                                rollOut(aro(), ARO);
                            }

                            @Override
                            public void beforeWrite(String cluster, ObjectRef ref) {
                                if (ref.equals(ARO) && edited.compareAndSet(false, true)) {
                                    edit.run();
                                }
                            }
                        });
    }

    private static Step scale(String mesh, int replicas, boolean production) {
        return new ScaleWorkloadStep(mesh, "kube-info", replicas, production);
    }

    private StepHarness controlled() {
        return harness()
                .hooked(
                        new RunHook() {
                            @Override
                            public void beforeCall() {
                                rollOut(aro(), ARO);
                                rollOut(rosa(), ROSA);
                            }
                        });
    }

    private static void rollOut(RawCluster cluster, ObjectRef ref) {
        ClusterObject deployment = cluster.get(ref);
        long replicas = deployment.number("spec", "replicas").orElse(1L);
        cluster.mergeStatus(
                ref,
                Map.of(
                        "observedGeneration",
                        deployment.generation(),
                        "replicas",
                        replicas,
                        "updatedReplicas",
                        replicas,
                        "readyReplicas",
                        replicas,
                        "availableReplicas",
                        replicas));
    }

    private static ObjectRef deployment(String namespace) {
        return new ObjectRef(ResourceTypes.DEPLOYMENT, namespace, "kube-info");
    }

    private static void put(RawCluster cluster, ObjectRef ref) {
        Map<String, Object> labels = Map.of("app", "kube-info");
        Map<String, Object> pod =
                Map.of("containers", List.of(Map.of("name", "app", "image", "kube-info:1")));
        cluster.put(
                ref,
                Map.of(
                        "spec",
                        Map.of(
                                "replicas",
                                1,
                                "selector",
                                Map.of("matchLabels", labels),
                                "template",
                                Map.of("metadata", Map.of("labels", labels), "spec", pod))));
    }
}
