package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.testing.AroRosaTest;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CheckPeeringsStepTest extends AroRosaTest {

    private static final CheckPeeringsStep STEP = new CheckPeeringsStep();

    @Test
    @DisplayName("what is wrong with a whole peering is told once")
    void tellsOnce() {
        rosaMesh().controlPlane(ARO_MESH + ".local");

        harness().run(STEP).refusal(ErrorClass.PRECOND);
    }

    @Test
    @DisplayName("a peer called like istiod's own cluster is refused before it is written")
    void refusesTheClustersOwnName() {
        aro().merge(
                        FederationObjects.controlPlane(aroMesh().mesh()),
                        Map.of("spec", Map.of("cluster", Map.of("name", ROSA_MESH))));

        FederationException refused = harness().run(STEP).refusal(ErrorClass.PRECOND);

        assertEquals(
                "peer 'rosa-prod-mesh' of mesh 'aro-stg-mesh' has the name of that mesh's own"
                        + " cluster in istiod",
                refused.getMessage());
    }

    @Test
    @DisplayName("E5: a load balancer without an address is told, and not waited for")
    void waitsForNoAddress() {
        seeded.ingress(aroKnowsRosa).addressed();

        harness().run(STEP).refusal(ErrorClass.PRECOND);
    }
}
