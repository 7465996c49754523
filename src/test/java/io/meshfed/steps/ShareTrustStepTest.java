package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.Trees;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.InjectedRoots;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.RawCluster;
import io.meshfed.testing.Run;
import io.meshfed.testing.RunHook;
import io.meshfed.testing.SaidProgress;
import io.meshfed.testing.TestRoots;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShareTrustStepTest extends AroRosaTest {

    private static final ShareTrustStep REPLACE =
            new ShareTrustStep(ShareTrustStep.Mode.REPLACE, ShareTrustStep.Guards.NONE_WAIVED);
    private static final ShareTrustStep ADD =
            new ShareTrustStep(ShareTrustStep.Mode.ADD, ShareTrustStep.Guards.NONE_WAIVED);

    @Test
    @DisplayName("the remote root lands next to the local control plane, named after the peer")
    void copiesTheRemoteRoot() {
        harness().runTwice(REPLACE);

        assertEquals(rosaMesh().root().pem(), injected(aro(), aroKnowsRosa));
        assertEquals(aroMesh().root().pem(), injected(rosa(), rosaKnowsAro));
    }

    @Test
    @DisplayName("text around certificates and certificates told twice are left out")
    void writesRootsAnew() {
        String pem = rosaMesh().root().pem();
        rosaMesh().publish("# our root\n" + pem + pem + "\nthe end\n");

        harness().runTwice(REPLACE);

        assertEquals(pem, injected(aro(), aroKnowsRosa));
    }

    @Test
    @DisplayName("replace leaves only the peer's roots of today")
    void replaces() {
        harness().run(REPLACE).requireOk();
        String next = TestRoots.fresh();
        rosaMesh().publish(next);

        harness().runTwice(REPLACE);

        assertEquals(next, injected(aro(), aroKnowsRosa));
    }

    @Test
    @DisplayName("add keeps the old root beside the new one")
    void adds() {
        harness().run(REPLACE).requireOk();
        String next = TestRoots.fresh();
        rosaMesh().publish(next);

        harness().runTwice(ADD);

        assertEquals(
                TestRoots.bundle(rosaMesh().root().pem(), next).pem(),
                injected(aro(), aroKnowsRosa));
    }

    @Test
    @DisplayName("a changed root is followed by a touch of the peer by a manager of its own")
    void touchesThePeer() {
        peer();
        String next = TestRoots.fresh();
        rosaMesh().publish(next);

        Run run = harness().runTwice(REPLACE);

        assertEquals(
                List.of(
                        "patch configmaps/rosa-prod-mesh-ca-root-cert",
                        "patch servicemeshpeers/" + ROSA_MESH),
                run.writes().stream().map(request -> request.what()).toList());
        assertEquals(Optional.of(TestRoots.bundle(next).fingerprint()), touch(aro(), aroKnowsRosa));
        assertEquals(Optional.empty(), touch(rosa(), rosaKnowsAro));
        assertTrue(managers(aro(), aroKnowsRosa).contains("meshfed-trust"));
    }

    @Test
    @DisplayName("without a peer object there is nothing to touch")
    void touchesNothingBeforeThePeer() {
        Run run = harness().run(REPLACE).requireOk();

        assertEquals(2, run.writes().size());
        assertFalse(aro().has(FederationObjects.peer(aroKnowsRosa)));
    }

    @Test
    @DisplayName("a run that ended between roots and touch is made good by the next")
    void touchesAfterACrash() {
        peer();
        rosaMesh().publish(TestRoots.fresh());
        harness().run(REPLACE).requireOk();
        String next = TestRoots.fresh();
        rosaMesh().publish(next);
        assertTrue(harness().crash(1, List.of(REPLACE)));
        assertEquals(next, injected(aro(), aroKnowsRosa));

        harness().runTwice(REPLACE);

        assertEquals(Optional.of(TestRoots.bundle(next).fingerprint()), touch(aro(), aroKnowsRosa));
    }

    @Test
    @DisplayName("a root that changes between read and write is written as it is afterwards")
    void followsARootThatMoves() {
        peer();
        String late = TestRoots.fresh();
        rosaMesh().publish(TestRoots.fresh());
        RunHook rotation =
                new RunHook() {
                    @Override
                    public void beforeWrite(String cluster, ObjectRef ref) {
                        boolean ours = ref.equals(FederationObjects.injectedRoots(aroKnowsRosa));
                        if (cluster.equals("aro") && ours) {
                            rosaMesh().publish(late);
                        }
                    }
                };

        harness().hooked(rotation).run(REPLACE).requireOk();
        Run second = harness().run(REPLACE).requireOk();

        assertEquals(late, injected(aro(), aroKnowsRosa));
        assertEquals(Optional.of(TestRoots.bundle(late).fingerprint()), touch(aro(), aroKnowsRosa));
        assertEquals(List.of(), second.writes());
    }

    @Test
    @DisplayName("roots are read from and injected into the ConfigMaps that the file names")
    void usesDeclaredConfigMaps() {
        Federation federation =
                changed(
                        "controlPlane: rosa-prod,",
                        "controlPlane: rosa-prod, rootConfigMap: roots,");
        ObjectRef declared = FederationObjects.ownRoots(federation.mesh(ROSA_MESH).orElseThrow());
        rosa().put(
                        declared,
                        Map.of("data", Map.of("root-cert.pem", TestRoots.openssl("rsa-2048"))));

        harness(federation).runTwice(REPLACE);

        assertEquals(
                TestRoots.bundle(TestRoots.openssl("rsa-2048")).pem(),
                injected(aro(), aroKnowsRosa));
    }

    private void peer() {
        harness().run(REPLACE).requireOk();
        harness().run(new PeerStep()).requireOk();
    }

    private static String injected(RawCluster cluster, Direction direction) {
        return cluster.get(FederationObjects.injectedRoots(direction))
                .text("data", InjectedRoots.KEY)
                .orElseThrow();
    }

    private static Optional<String> touch(RawCluster cluster, Direction direction) {
        return cluster.get(FederationObjects.peer(direction)).annotation(InjectedRoots.TOUCH);
    }

    private static List<String> managers(RawCluster cluster, Direction direction) {
        return cluster
                .get(FederationObjects.peer(direction))
                .objects("metadata", "managedFields")
                .stream()
                .map(entry -> Trees.text(entry, "manager").orElseThrow())
                .toList();
    }

    @Test
    @DisplayName("a peer object of somebody else is not touched; its owner is told how")
    void leavesForeignPeers() {
        peer();
        ObjectRef ref = FederationObjects.peer(aroKnowsRosa);
        aro().merge(ref, Map.of("metadata", Map.of("labels", Map.of(Ownership.FEDERATION, "x"))));
        rosaMesh().publish(TestRoots.fresh());
        SaidProgress progress = SaidProgress.silent();

        harness().telling(progress).run(REPLACE).requireOk();

        assertEquals(Optional.empty(), touch(aro(), aroKnowsRosa));
        assertTrue(
                progress.said().stream()
                        .anyMatch(said -> said.contains("annotate servicemeshpeer " + ROSA_MESH)),
                progress.said()::toString);
    }
}
