package io.meshfed.steps.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.ApplyManifestsStep;
import io.meshfed.steps.ScaleWorkloadStep;
import io.meshfed.testing.RawCluster;
import io.meshfed.testing.Run;
import io.meshfed.testing.RunHook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A Deployment of a set that scale-workload gave another number of pods. */
class ScaledMemberTest extends SetBed {

    private ObjectRef web;

    @Override
    protected List<String> clusterNames() {
        return List.of("aro");
    }

    @BeforeEach
    void applyOnce() {
        web = ref(ResourceTypes.DEPLOYMENT, "web");
        write("web.yaml", deployment("image"));
        harness().run(applied()).requireOk();
    }

    private static String deployment(String image) {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: SPACE }
        spec:
          replicas: 1
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              containers:
                - { name: web, image: %s, resources: { limits: { cpu: 1000m } } }
        """
                .formatted(image);
    }

    private ApplyManifestsStep applied() {
        return new ApplyManifestsStep(source(), options(true, false));
    }

    /** Beside a Deployment controller that needs no time. */
    private void scale(int replicas) {
        String mesh = onAro().meshes().get(0).name();
        RunHook controller =
                new RunHook() {
                    @Override
                    public void beforeCall() {
                        rollOut();
                    }
                };
        harness()
                .hooked(controller)
                .run(new ScaleWorkloadStep(mesh, space + "/web", replicas, true))
                .requireOk();
    }

    private void rollOut() {
        ClusterObject seen = aro().get(web);
        Map<String, Object> status = new HashMap<>();
        status.put("observedGeneration", seen.generation());
        for (String pods :
                List.of("replicas", "updatedReplicas", "readyReplicas", "availableReplicas")) {
            status.put(pods, seen.number("spec", "replicas").orElseThrow());
        }
        aro().mergeStatus(web, status);
    }

    private long replicas() {
        return aro().get(web).number("spec", "replicas").orElseThrow();
    }

    @Test
    @DisplayName("what we scaled ourselves the next apply sets back, unasked, and then is quiet")
    void setsBack() {
        scale(0);
        assertEquals(0, replicas());

        Run run = harness().runTwice(applied());

        assertEquals(List.of("web"), names(run, Change.Kind.UPDATED));
        assertEquals(1, replicas());
    }

    @Test
    @DisplayName("what we scaled there and back is no change")
    void thereAndBack() {
        scale(0);
        scale(1);

        assertEquals(List.of(), harness().run(applied()).requireOk().writes());

        write("web.yaml", deployment("other"));
        harness().runTwice(applied());
    }

    @Test
    @DisplayName("what somebody else scaled is a CONFLICT still")
    void scaledByOthers() {
        scale(0);
        aro().merge(web, Map.of("spec", Map.of("replicas", 3)));

        harness().run(applied()).refusal(ErrorClass.CONFLICT);
        harness().takingBackFrom(RawCluster.MANAGER).runTwice(applied());
    }

    @Test
    @DisplayName("no server takes a status with more pods available than ready")
    void impossibleStatus() {
        AssertionError refused =
                assertThrows(
                        AssertionError.class,
                        () ->
                                aro().mergeStatus(
                                                web,
                                                Map.of(
                                                        "replicas", 2,
                                                        "readyReplicas", 1,
                                                        "availableReplicas", 2)));

        assertTrue(
                refused.getMessage()
                        .contains(
                                "status.availableReplicas: Invalid value: 2: cannot be greater than readyReplicas"),
                refused::getMessage);
    }
}
