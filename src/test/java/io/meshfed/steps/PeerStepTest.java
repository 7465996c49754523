package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.Gateway;
import io.meshfed.testing.GoldenSet;
import io.meshfed.testing.Run;
import io.meshfed.testing.SeenRequest;
import io.meshfed.testing.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PeerStepTest extends AroRosaTest {

    private static final PeerStep STEP = new PeerStep();

    @Test
    @DisplayName("both meshes get a peer object that is as in its file")
    void peers() {
        harness().runTwice(STEP);

        assertEquals(
                Yaml.canonical(GoldenSet.golden("peer").get("spec")),
                Yaml.canonical(peerInAro().object("spec")));
        assertTrue(rosa().has(FederationObjects.peer(rosaKnowsAro)));
    }

    @Test
    @DisplayName("names, addresses and ports that differ in the installation end up in the peer")
    void peersWhatDiffers() {
        Gateway.create(aroMesh(), "in", "LoadBalancer").addressed("203.0.113.20");
        Gateway.create(aroMesh(), "out", "ClusterIP");
        Gateway.create(rosaMesh(), "way-out", "ClusterIP");
        Federation federation =
                with(
                        """
                        sides:
                          aro-stg-mesh: { ingress: in, egress: out, caConfigMap: roots-of-rosa }
                          rosa-prod-mesh:
                            egress: way-out
                            addresses: [mesh.example.com, 198.51.100.7]
                            discoveryPort: 30188
                            servicePort: 30443
                        """);

        harness(federation).runTwice(STEP);

        assertEquals(
                Yaml.canonical(GoldenSet.golden("peer-that-differs").get("spec")),
                Yaml.canonical(peerInAro().object("spec")));
    }

    @Test
    @DisplayName(
            "both API servers are asked whether they would take the peer before either is sent it")
    void rehearsesFirst() {
        Run run = harness().run(STEP).requireOk();

        List<SeenRequest> patches =
                run.requests().stream().filter(r -> r.verb().equals("patch")).toList();
        assertEquals(4, patches.size());
        assertTrue(patches.subList(0, 2).stream().allMatch(SeenRequest::dryRun), patches::toString);
        assertTrue(patches.subList(2, 4).stream().allMatch(SeenRequest::write), patches::toString);
    }

    @Test
    @DisplayName("when one side may not be written, the other is not written either")
    void bothOrNone() {
        Federation federation = changed("{ context: rosa }", "{ context: rosa-reader }");

        FederationException failure = harness(federation).run(STEP).refusal(ErrorClass.AUTH);

        assertTrue(
                failure.getMessage()
                        .startsWith(
                                "cluster 'rosa' (context 'rosa-reader'): user 'reader' may not patch"
                                        + " servicemeshpeers.federation.maistra.io/aro-stg-mesh in"
                                        + " rosa-prod-mesh"),
                failure::getMessage);
        assertFalse(aro().has(FederationObjects.peer(aroKnowsRosa)));
    }

    @Test
    @DisplayName("when somebody else's peer stands on one side, neither is written")
    void leavesForeignPeers() {
        ObjectRef ref = FederationObjects.peer(rosaKnowsAro);
        ClusterObject foreign = rosa().put(ref, Map.of("spec", Map.of()));

        FederationException conflict = harness().run(STEP).refusal(ErrorClass.CONFLICT);

        assertTrue(
                conflict.getMessage().contains("was created by 'kubectl-edit'"),
                conflict::getMessage);
        assertEquals(foreign.resourceVersion(), rosa().get(ref).resourceVersion());
        assertFalse(aro().has(FederationObjects.peer(aroKnowsRosa)));
    }

    @Test
    @DisplayName("a changed address is followed, and the other side is left as it is")
    void followsAddresses() {
        harness().run(STEP).requireOk();
        seeded.ingress(rosaKnowsAro).addressed("new.elb.eu-west-1.amazonaws.com");

        Run run = harness().runTwice(STEP);

        assertEquals(
                List.of("aro: patch servicemeshpeers/rosa-prod-mesh"),
                run.writes().stream().map(r -> r.cluster() + ": " + r.what()).toList());
    }

    @Test
    @DisplayName("a field of our peer that somebody edited is a CONFLICT with manager and field")
    void namesTheOtherEditor() {
        harness().run(STEP).requireOk();
        aro().merge(
                        FederationObjects.peer(aroKnowsRosa),
                        Map.of("spec", Map.of("security", Map.of("clientID", "x/ns/y/sa/z"))));

        FederationException conflict = harness().run(STEP).refusal(ErrorClass.CONFLICT);

        assertTrue(
                conflict.getMessage()
                        .endsWith(".spec.security.clientID is owned by 'kubectl-edit'"),
                conflict::getMessage);
    }

    @Test
    @DisplayName("E9: meshes of one trust domain are not peered")
    void refusesEqualTrustDomains() {
        rosaMesh().controlPlane("aro-stg-mesh.local");
        rosaMesh().ready();

        FederationException failure = harness().run(STEP).refusal(ErrorClass.PRECOND);

        assertEquals(
                "meshes 'aro-stg-mesh' and 'rosa-prod-mesh' have the same trust domain"
                        + " 'aro-stg-mesh.local'",
                failure.getMessage());
    }

    private ClusterObject peerInAro() {
        return aro().get(FederationObjects.peer(aroKnowsRosa));
    }
}
