package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.CheckCode;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.Run;
import io.meshfed.testing.SaidProgress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AwaitControlPlaneStepTest extends AroRosaTest {

    private static final AwaitControlPlaneStep STEP = new AwaitControlPlaneStep();
    private static final String WAIT =
            "control plane aro-stg-mesh/aro-stg in cluster 'aro' to be Ready";

    @Test
    @DisplayName("Ready control planes are told with their version, and nothing is written")
    void passesReadyOnes() {
        Run run = harness().runTwice(STEP);

        assertEquals(List.of(), run.writes());
        assertEquals(
                "control plane aro-stg is Ready (2.5.1-0)",
                run.checks(CheckCode.CONTROL_PLANE).get(0).statement());
    }

    @Test
    @DisplayName("E4: Ready of an older generation is not believed")
    void waitsForTheGeneration() {
        aro().merge(
                        FederationObjects.controlPlane(aroMesh().mesh()),
                        Map.of("spec", Map.of("mode", "ClusterWide")));
        SaidProgress operator = SaidProgress.onWait(aroMesh()::ready);

        harness().telling(operator).run(STEP).requireOk();

        assertEquals(
                List.of(
                        "waiting for "
                                + WAIT
                                + ": generation 2 is not observed yet (status is of 1)"),
                operator.said());
    }

    @Test
    @DisplayName(
            "E3: a control plane that never gets Ready ends in WAIT with the operator's last words")
    void tellsTheLastReason() {
        aroMesh().condition(1, "Ready", "False", "ComponentsNotReady", "istiod is not available");

        FederationException failure =
                harness().within(Duration.ofMillis(1)).run(STEP).refusal(ErrorClass.WAIT);

        assertTrue(
                failure.getMessage()
                        .endsWith(
                                WAIT
                                        + ": Ready is False: ComponentsNotReady istiod is not"
                                        + " available"),
                failure::getMessage);
        assertTrue(failure.remedy().contains("describe smcp aro-stg"), failure::remedy);
    }

    @Test
    @DisplayName("a failed reconcile counts, even beside an old Ready")
    void readsReconciled() {
        aroMesh().condition(1, "Reconciled", "False", "ReconcileError", "no such profile");

        FederationException failure = harness().dryRun().run(STEP).refusal(ErrorClass.PRECOND);

        assertEquals(
                "control plane of mesh 'aro-stg-mesh' is not Ready: Reconciled is False:"
                        + " ReconcileError no such profile",
                failure.getMessage());
    }

    @Test
    @DisplayName("words of the operator that would move a terminal's cursor are shown, not obeyed")
    void showsHostileWords() {
        aroMesh().condition(1, "Ready", "False", "Bad", "\u001b[2Jgone\r\nOK: all is well");

        FederationException failure = harness().dryRun().run(STEP).refusal(ErrorClass.PRECOND);

        assertTrue(
                failure.getMessage().endsWith("\\u001b[2Jgone\\u000d\\u000aOK: all is well"),
                failure::getMessage);
    }

    @Test
    @DisplayName("a missing control plane is PRECOND and names the one that is there")
    void namesTheOther() {
        FederationException failure =
                harness(changed("controlPlane: aro-stg,", "controlPlane: aro-prod,"))
                        .run(STEP)
                        .refusal(ErrorClass.PRECOND);

        assertEquals(
                "mesh 'aro-stg-mesh' has no ServiceMeshControlPlane aro-stg-mesh/aro-prod in"
                        + " cluster 'aro'",
                failure.getMessage());
        assertTrue(failure.remedy().contains("a control plane 'aro-stg'"), failure::remedy);
    }

    @Test
    @DisplayName("E2: a missing namespace is PRECOND and names the nearest one")
    void namesTheNearestNamespace() {
        FederationException failure =
                harness(changed("namespace: aro-stg-mesh,", "namespace: aro-sgt-mesh,"))
                        .run(STEP)
                        .refusal(ErrorClass.PRECOND);

        assertEquals(
                "mesh 'aro-stg-mesh' has no namespace 'aro-sgt-mesh' in cluster 'aro'",
                failure.getMessage());
        assertTrue(failure.remedy().contains("Did you mean 'aro-stg-mesh'?"), failure::remedy);
    }
}
