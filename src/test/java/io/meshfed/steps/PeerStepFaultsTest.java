package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import io.meshfed.sandbox.api.LoggedRequest;
import io.meshfed.testing.FakeIstiods;
import io.meshfed.testing.Federations;
import io.meshfed.testing.Run;
import io.meshfed.testing.SandboxClusters;
import io.meshfed.testing.SeededFederation;
import io.meshfed.testing.SeenRequest;
import io.meshfed.testing.StepHarness;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a server that can be told to fail shows: no peer is left alone on one side. */
class PeerStepFaultsTest {

    private static final PeerStep STEP = new PeerStep();
    private static final Predicate<LoggedRequest> PEER_WRITE =
            request -> request.write() && request.path().contains("/servicemeshpeers/");
    private static final Fault DENIED =
            new Fault.Answer(
                    403,
                    Map.of(),
                    "application/json",
                    """
                    {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","code":403,
                    "message":"admission webhook \\"policy\\" denied the request: frozen"}""");

    private final Federation federation = Federations.read(Federations.ARO_ROSA);
    private final Direction aroKnowsRosa =
            Federations.direction(federation, "aro-stg-mesh", "rosa-prod-mesh");

    @TempDir Path folder;
    private SandboxClusters clusters;
    private StepHarness harness;

    @BeforeEach
    void start() {
        clusters = SandboxClusters.start(folder, List.of("aro", "rosa"));
        SeededFederation seeded = SeededFederation.install(clusters, federation);
        FakeIstiods istiods = new FakeIstiods(clusters, federation, seeded);
        harness = new StepHarness(clusters, federation).hooked(istiods);
        harness.run(before()).requireOk();
    }

    private static List<Step> before() {
        return List.of(
                new ShareTrustStep(ShareTrustStep.Mode.REPLACE, ShareTrustStep.Guards.NONE_WAIVED),
                new ExportServicesStep(),
                new ImportServicesStep());
    }

    @AfterEach
    void stop() {
        clusters.close();
    }

    @Test
    @DisplayName("what an admission webhook would refuse on one side is not written on the other")
    void rehearsesAdmission() {
        clusters.server("rosa")
                .admission()
                .set(
                        (operation, type, object) ->
                                Optional.of("frozen")
                                        .filter(x -> type.kind().equals("ServiceMeshPeer")));

        FederationException refused = harness.run(STEP).refusal(ErrorClass.PRECOND);

        assertTrue(
                refused.getMessage().contains("denied the request: frozen"), refused::getMessage);
        assertFalse(peerStands());
    }

    @Test
    @DisplayName("when the second peer cannot be written, the first is drained and taken back")
    void takesBack() {
        clusters.fault("rosa", FaultPlan.always(PEER_WRITE, DENIED));

        Run run = harness.run(STEP);

        run.failure(ErrorClass.PRECOND);
        assertFalse(peerStands());
        assertEquals(
                List.of(
                        "patch servicemeshpeers/rosa-prod-mesh",
                        "patch exportedservicesets/rosa-prod-mesh",
                        "delete servicemeshpeers/rosa-prod-mesh"),
                run.writes().stream()
                        .filter(request -> request.cluster().equals("aro"))
                        .map(SeenRequest::what)
                        .toList());
    }

    @Test
    @DisplayName("after the fault has gone, one run makes both peers and fills the drained exports")
    void recovers() {
        clusters.fault("rosa", FaultPlan.always(PEER_WRITE, DENIED));
        harness.run(STEP);
        clusters.fault("rosa", FaultPlan.none());

        harness.run(before()).requireOk();
        harness.runTwice(STEP);

        assertTrue(peerStands());
        assertEquals(
                1,
                clusters.raw("aro")
                        .get(FederationObjects.exports(aroKnowsRosa))
                        .objects("spec", "exportRules")
                        .size());
    }

    @Test
    @DisplayName("a peer that was there before is not taken back")
    void leavesWhatWasThere() {
        harness.run(STEP).requireOk();
        clusters.raw("rosa").delete(FederationObjects.peer(aroKnowsRosa.reversed()));
        clusters.fault("rosa", FaultPlan.always(PEER_WRITE, DENIED));

        harness.run(STEP).failure(ErrorClass.PRECOND);

        assertTrue(peerStands());
    }

    @Test
    @DisplayName("a first peer that cannot be taken back is PARTIAL, with the command that does it")
    void tellsWhatIsLeft() {
        clusters.fault("rosa", FaultPlan.always(PEER_WRITE, DENIED));
        clusters.fault(
                "aro", FaultPlan.always(request -> request.method().equals("DELETE"), DENIED));

        FederationException partial = harness.run(STEP).failure(ErrorClass.PARTIAL);

        assertTrue(
                partial.getMessage()
                        .startsWith(
                                "ServiceMeshPeer aro-stg-mesh/rosa-prod-mesh was created but its"
                                        + " other side was not: "),
                partial::getMessage);
        assertTrue(
                partial.remedy()
                        .endsWith(
                                "oc --context aro -n aro-stg-mesh delete servicemeshpeer"
                                        + " rosa-prod-mesh"),
                partial::remedy);
        assertTrue(peerStands());
    }

    @Test
    @DisplayName("a write whose reply is lost is found done")
    void findsItDone() {
        clusters.fault("rosa", FaultPlan.first(1, PEER_WRITE, new Fault.CutAfter()));

        harness.run(STEP).requireOk();

        assertTrue(peerStands());
        assertEquals(List.of(), harness.run(STEP).requireOk().writes());
    }

    private boolean peerStands() {
        return clusters.raw("aro").has(FederationObjects.peer(aroKnowsRosa));
    }
}
