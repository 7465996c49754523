package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.InjectedRoots;
import io.meshfed.testing.ClusterTest;
import io.meshfed.testing.Federations;
import io.meshfed.testing.SeededFederation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShareTrustStepTest extends ClusterTest {

    private static final ShareTrustStep REPLACE =
            new ShareTrustStep(ShareTrustStep.Mode.REPLACE, ShareTrustStep.Guards.NONE_WAIVED);

    private final Federation federation = Federations.read(Federations.ARO_ROSA);
    private final Direction aroKnowsRosa =
            Federations.direction(federation, "aro-stg-mesh", "rosa-prod-mesh");

    @Test
    @DisplayName("the remote root lands next to the local control plane, named after the peer")
    void copiesTheRemoteRoot() {
        SeededFederation seeded = SeededFederation.install(clusters, federation);

        harness(federation).runTwice(REPLACE);

        assertEquals(
                seeded.mesh("rosa-prod-mesh").root().pem(),
                clusters.raw("aro")
                        .get(FederationObjects.injectedRoots(aroKnowsRosa))
                        .text("data", InjectedRoots.KEY)
                        .orElseThrow());
    }
}
