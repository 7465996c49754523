package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.FakeIstiods;
import io.meshfed.testing.Run;
import io.meshfed.testing.RunHook;
import io.meshfed.testing.SaidProgress;
import io.meshfed.testing.SeenRequest;
import io.meshfed.testing.StoredState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UnpeerStepTest extends AroRosaTest {

    private static final UnpeerStep STEP = new UnpeerStep(Duration.ZERO);
    private static final List<Step> FEDERATE =
            List.of(
                    new ShareTrustStep(
                            ShareTrustStep.Mode.REPLACE, ShareTrustStep.Guards.NONE_WAIVED),
                    new ExportServicesStep(),
                    new ImportServicesStep(),
                    new PeerStep());

    private FakeIstiods istiods;

    @BeforeEach
    void federate() {
        istiods = istiods();
        harness().hooked(istiods).run(FEDERATE).requireOk();
    }

    @Test
    @DisplayName("exports are drained, then both peers go, then the sets, then the roots")
    void keepsTheOrder() {
        Run run = harness().hooked(istiods).run(STEP).requireOk();

        assertEquals(
                List.of(
                        Set.of("patch exportedservicesets"),
                        Set.of("delete servicemeshpeers"),
                        Set.of("delete importedservicesets"),
                        Set.of("delete exportedservicesets"),
                        Set.of("delete configmaps")),
                pairs(run.writes()));
        assertFalse(aro().has(FederationObjects.peer(aroKnowsRosa)));
        assertFalse(rosa().has(FederationObjects.injectedRoots(rosaKnowsAro)));
        assertTrue(aro().has(FederationObjects.ownRoots(aroMesh().mesh())));
    }

    /** Both sides do the same at once. */
    private static List<Set<String>> pairs(List<SeenRequest> writes) {
        List<Set<String>> pairs = new ArrayList<>();
        for (int i = 0; i < writes.size(); i += 2) {
            Set<String> pair = new TreeSet<>();
            for (SeenRequest write : writes.subList(i, Math.min(i + 2, writes.size()))) {
                pair.add(write.what().replaceAll("/.*", ""));
            }
            pairs.add(pair);
        }
        return pairs;
    }

    @Test
    @DisplayName("no peer goes before istiod says that it exports nothing any more")
    void waitsForTheDrain() {
        List<Boolean> peersAtDrain = Collections.synchronizedList(new ArrayList<>());
        SaidProgress late =
                SaidProgress.onWait(
                        () -> {
                            peersAtDrain.add(aro().has(FederationObjects.peer(aroKnowsRosa)));
                            peersAtDrain.add(rosa().has(FederationObjects.peer(rosaKnowsAro)));
                            istiods.reconcile();
                        });

        harness().telling(late).run(STEP).requireOk();

        assertFalse(peersAtDrain.isEmpty());
        assertFalse(peersAtDrain.contains(false));
    }

    @Test
    @DisplayName("an istiod that never drains is named with its restart, and the peers stay")
    void givesUpOnAStuckIstiod() {
        FederationException failure =
                harness().within(Duration.ofMillis(1)).run(STEP).failure(ErrorClass.WAIT);

        assertTrue(
                failure.getMessage().contains("to export nothing to")
                        && failure.getMessage().endsWith("it still exports 1 service"),
                failure::getMessage);
        assertTrue(failure.remedy().contains("rollout restart deploy/istiod-"), failure::remedy);
        assertTrue(aro().has(FederationObjects.peer(aroKnowsRosa)));
        assertTrue(rosa().has(FederationObjects.peer(rosaKnowsAro)));
    }

    @Test
    @DisplayName("broken off while it waits for the drain, it leaves the sets for istiod to go on")
    void keepsTheSetsBesideLivingPeers() {
        List<String> before = setUids();

        harness().within(Duration.ofMillis(1)).run(STEP).failure(ErrorClass.WAIT);

        assertEquals(before, setUids());
    }

    private List<String> setUids() {
        return List.of(
                aro().get(FederationObjects.imports(aroKnowsRosa)).uid(),
                aro().get(FederationObjects.exports(aroKnowsRosa)).uid(),
                rosa().get(FederationObjects.imports(rosaKnowsAro)).uid(),
                rosa().get(FederationObjects.exports(rosaKnowsAro)).uid());
    }

    @Test
    @DisplayName("with one peer gone and the other stuck it is PARTIAL, and tells all that is left")
    void tellsWhatIsLeft() {
        ObjectRef stuck = FederationObjects.peer(rosaKnowsAro);

        FederationException partial =
                harness()
                        .hooked(istiods.then(refusing(ErrorClass.AUTH, "rosa", stuck)))
                        .run(STEP)
                        .failure(ErrorClass.PARTIAL);

        assertTrue(
                partial.getMessage().endsWith("only in part: rosa refuses it"),
                partial::getMessage);
        assertTrue(partial.remedy().endsWith("freezes its mesh after a minute."), partial::remedy);
        assertEquals(2, partial.details().size(), partial.details()::toString);
        assertEquals(
                "left in cluster 'rosa': ServiceMeshPeer rosa-prod-mesh/aro-stg-mesh,"
                        + " ImportedServiceSet rosa-prod-mesh/aro-stg-mesh,"
                        + " ExportedServiceSet rosa-prod-mesh/aro-stg-mesh,"
                        + " ConfigMap rosa-prod-mesh/aro-stg-mesh-ca-root-cert; delete by hand:"
                        + " oc --context rosa -n rosa-prod-mesh delete servicemeshpeer/aro-stg-mesh"
                        + " importedserviceset/aro-stg-mesh exportedserviceset/aro-stg-mesh"
                        + " configmap/aro-stg-mesh-ca-root-cert",
                partial.details().get(1));
        assertFalse(aro().has(FederationObjects.peer(aroKnowsRosa)));

        harness().hooked(istiods).run(STEP).requireOk();
    }

    @Test
    @DisplayName("before anything is deleted a failure keeps its class, and both sides are told")
    void tellsBothSides() {
        RunHook both =
                refusing(ErrorClass.AUTH, "rosa", FederationObjects.peer(rosaKnowsAro))
                        .then(
                                refusing(
                                        ErrorClass.TRANSIENT,
                                        "aro",
                                        FederationObjects.peer(aroKnowsRosa)));

        FederationException failure =
                harness().hooked(istiods.then(both)).run(STEP).failure(ErrorClass.AUTH);

        assertEquals("rosa refuses it", failure.getMessage());
        assertEquals(
                List.of("mesh 'aro-stg-mesh' failed as well: aro refuses it Ask."),
                failure.details());
    }

    private static RunHook refusing(ErrorClass errorClass, String where, ObjectRef what) {
        return new RunHook() {
            @Override
            public void beforeWrite(String cluster, ObjectRef about) {
                if (cluster.equals(where) && about.equals(what)) {
                    throw new FederationException(errorClass, where + " refuses it", "Ask.");
                }
            }
        };
    }

    @Test
    @DisplayName("one foreign object among ours is a CONFLICT, and nothing at all is written")
    void leavesAllWhenOneIsForeign() {
        ObjectRef ref = FederationObjects.imports(rosaKnowsAro);
        rosa().delete(ref);
        ClusterObject foreign = rosa().put(ref, Map.of("spec", Map.of("importRules", List.of())));

        FederationException conflict =
                harness().hooked(istiods).run(STEP).refusal(ErrorClass.CONFLICT);

        assertTrue(
                conflict.getMessage().contains("was created by 'kubectl-edit'"),
                conflict::getMessage);
        assertEquals(foreign.uid(), rosa().get(ref).uid());
    }

    @Test
    @DisplayName("what is missing is reported as not found, and the rest goes")
    void reportsTheMissing() {
        ObjectRef missing = FederationObjects.injectedRoots(aroKnowsRosa);
        aro().delete(missing);

        Run run = harness().hooked(istiods).runTwice(STEP);

        assertEquals(
                List.of(missing),
                run.changes(Change.Kind.NOT_FOUND).stream().map(Change::object).toList());
        assertEquals(7, run.changes(Change.Kind.DELETED).size());
    }

    @Test
    @DisplayName("E22: the trust that lingers in istiod is told with the restart that ends it")
    void tellsLingeringTrust() {
        Run run = harness().hooked(istiods).run(STEP).requireOk();

        assertEquals(
                List.of(
                        Map.of(
                                "mesh",
                                ARO_MESH,
                                "trustDomain",
                                "rosa-prod-mesh.local",
                                "restart",
                                "oc --context aro -n aro-stg-mesh rollout restart deploy/istiod-aro-stg"),
                        Map.of(
                                "mesh",
                                ROSA_MESH,
                                "trustDomain",
                                "aro-stg-mesh.local",
                                "restart",
                                "oc --context rosa -n rosa-prod-mesh rollout restart deploy/istiod-rosa-prod")),
                run.rows("lingeringTrust"));
        assertEquals("2", run.last().results().get("lingering-trust"));
    }

    @Test
    @DisplayName("broken off after any of its writes, it is finished by the next run")
    void finishesWhatBrokeOff() {
        for (int write = 1; harness().hooked(istiods).crash(write, List.of(STEP)); write++) {
            harness().hooked(istiods).run(STEP).requireOk();
            assertEquals(List.of(), harness().run(STEP).requireOk().writes());
            assertFalse(aro().has(FederationObjects.peer(aroKnowsRosa)), "after write " + write);
            assertFalse(rosa().has(FederationObjects.exports(rosaKnowsAro)));
            harness().hooked(istiods).run(FEDERATE).requireOk();
        }
    }

    @Test
    @DisplayName("C7: an object that was made anew since it was looked at is not deleted")
    void deletesOnlyWhatItSaw() {
        ObjectRef ref = FederationObjects.injectedRoots(aroKnowsRosa);
        RunHook somebody =
                new RunHook() {
                    @Override
                    public void beforeWrite(String cluster, ObjectRef about) {
                        if (cluster.equals("aro") && about.equals(ref)) {
                            aro().delete(ref);
                            aro().put(ref, Map.of("data", Map.of("root-cert.pem", "theirs")));
                        }
                    }
                };

        FederationException partial =
                harness().hooked(istiods.then(somebody)).run(STEP).failure(ErrorClass.PARTIAL);

        assertEquals(
                List.of(
                        "left in cluster 'aro': %s; delete by hand: oc --context aro -n aro-stg-mesh delete configmap/%s"
                                .formatted(ref, ref.name())),
                partial.details());
        assertEquals("theirs", aro().get(ref).text("data", "root-cert.pem").orElseThrow());
    }

    @Test
    @DisplayName("a rehearsal says what would go, and nothing goes")
    void rehearses() {
        SortedMap<String, String> before = StoredState.of(clusters, federation);

        Run run = harness().dryRun().run(STEP).requireOk();

        assertEquals(8, run.changes(Change.Kind.DELETED).size());
        assertEquals(before, StoredState.of(clusters, federation));
    }
}
