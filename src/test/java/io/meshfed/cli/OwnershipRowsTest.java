package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.api.LoggedRequest;
import io.meshfed.testing.Federations;
import io.meshfed.testing.RawCluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Part C of the fault catalogue: other people's objects, and other people's hands in ours. */
class OwnershipRowsTest extends CommandBed {

    private final ObjectRef roots = FederationObjects.injectedRoots(rosaKnowsAro);
    private final ObjectRef exports = FederationObjects.exports(rosaKnowsAro);

    /** All but its status, which istiod writes. */
    private static void assertUntouched(ClusterObject before, RawCluster cluster) {
        ClusterObject now = cluster.get(before.ref());
        assertEquals(before.uid(), now.uid());
        for (String part : List.of("data", "spec")) {
            assertEquals(before.object(part), now.object(part));
        }
        assertEquals(before.object("metadata", "labels"), now.object("metadata", "labels"));
    }

    /** As a person would, with the label command that was printed. */
    private void handOver(ObjectRef ref) {
        rosa().merge(ref, Map.of("metadata", Map.of("labels", Ownership.labels("aro-rosa"))));
    }

    @Test
    @DisplayName("C3: a foreign object of our name is a CONFLICT with its maker; handed over, ours")
    void foreign() {
        ClusterObject theirs = rosa().put(roots, Map.of("data", Map.of("theirs", "x")));

        String told = refused(ErrorClass.CONFLICT, federate());

        says(told, roots + " exists without our label; it was created by 'kubectl-edit' on 20");
        says(
                told,
                "hand it over: kubectl --context rosa label --overwrite configmaps "
                        + roots.name());
        assertUntouched(theirs, rosa());
        assertFalse(aro().has(FederationObjects.peer(aroKnowsRosa)));
        handOver(roots);
        converges();
        assertEquals("x", rosa().get(roots).text("data", "theirs").orElseThrow());
    }

    @Test
    @DisplayName("C4: a field that a GitOps tool owns is a CONFLICT with tool, field and advice")
    void gitOps() {
        ok(federate());
        ClusterObject theirs =
                rosa().apply(
                                exports,
                                Map.of("spec", Map.of("exportRules", List.of())),
                                "argocd-controller");

        String told = refused(ErrorClass.CONFLICT, federate());

        says(told, ".spec.exportRules is owned by 'argocd-controller'");
        says(told, "If a tool owns it, let one owner go");
        assertUntouched(theirs, rosa());
        assertEquals(List.of("rosa patch exportedservicesets/aro-stg-mesh"), writes());
    }

    @Test
    @DisplayName("C5: an edit by hand is a CONFLICT, put back when told to; what was added stays")
    void editedByHand() {
        ok(federate());
        rosa().merge(
                        exports,
                        Map.of(
                                "metadata",
                                Map.of("annotations", Map.of("team", "shop")),
                                "spec",
                                Map.of("exportRules", List.of())));

        says(refused(ErrorClass.CONFLICT, run("plan")), "owned by 'kubectl-edit'");
        assertEquals(List.of(), writes());
        says(refused(ErrorClass.CONFLICT, federate()), "--take-back kubectl-edit");
        ok(federate("--take-back", "kubectl-edit"));

        ClusterObject after = rosa().get(exports);
        assertEquals(1, after.objects("spec", "exportRules").size());
        assertEquals("shop", after.annotation("team").orElseThrow());
        converges();
    }

    @Test
    @DisplayName("C6: without our label an object is nobody's: CONFLICT, with the way back")
    void labelGone() {
        ok(federate());
        Map<String, Object> none = new HashMap<>();
        none.put(Ownership.MANAGED_BY, null);
        ClusterObject bare = rosa().merge(roots, Map.of("metadata", Map.of("labels", none)));

        String told = refused(ErrorClass.CONFLICT, federate());

        says(told, "exists without our label", Ownership.MANAGED_BY + "=meshfed");
        assertUntouched(bare, rosa());
        says(refusedClean(ErrorClass.CONFLICT, run("unfederate")), "exists without our label");
        handOver(roots);
        converges();
    }

    @Test
    @DisplayName("C7: what was deleted and made anew behind our back is not deleted")
    void recreated() {
        ok(federate());
        AtomicBoolean done = new AtomicBoolean();
        fault(
                (ordinal, request) -> {
                    if (deletesRoots(request) && done.compareAndSet(false, true)) {
                        rosa().delete(roots);
                        rosa().put(roots, Map.of("data", Map.of("theirs", "new")));
                    }
                    return Optional.empty();
                });

        String told = refused(ErrorClass.PARTIAL, run("unfederate"));

        says(told, roots.toString());
        assertEquals("new", rosa().get(roots).text("data", "theirs").orElseThrow());
        inOrder();
        says(refusedClean(ErrorClass.CONFLICT, run("unfederate")), "exists without our label");
        rosa().delete(roots);
        ok(run("unfederate"));
        converges();
    }

    private static boolean deletesRoots(LoggedRequest request) {
        return request.verb().equals("delete") && request.path().contains("/configmaps/");
    }

    @Test
    @DisplayName("C8: what was deleted is made again; what lost its labels is not guessed at")
    void everythingGone() {
        ok(federate());
        for (ObjectRef ref :
                List.of(
                        FederationObjects.peer(rosaKnowsAro),
                        exports,
                        FederationObjects.imports(rosaKnowsAro),
                        roots)) {
            rosa().delete(ref);
        }
        converges();
        Map<String, Object> none = new HashMap<>();
        none.put(Ownership.MANAGED_BY, null);
        none.put(Ownership.FEDERATION, null);
        ClusterObject bare = rosa().merge(exports, Map.of("metadata", Map.of("labels", none)));

        says(refusedClean(ErrorClass.CONFLICT, run("unfederate")), "without our label");

        assertUntouched(bare, rosa());
        rosa().delete(exports);
        converges();
    }

    @Test
    @DisplayName("C9: an object labelled for another federation is left to it, and that is told")
    void editedLabel() {
        ok(federate());
        Map<String, Object> other = Map.of(Ownership.FEDERATION, "other");
        ClusterObject edited = rosa().merge(exports, Map.of("metadata", Map.of("labels", other)));

        String told = refused(ErrorClass.CONFLICT, federate());

        says(told, "belongs to federation 'other', not to 'aro-rosa'", "one of the two");
        refusedClean(ErrorClass.CONFLICT, run("unfederate"));
        assertUntouched(edited, rosa());
        handOver(exports);
        converges();
    }

    @Test
    @DisplayName("C9: an object with our labels and a name that we never give is not touched")
    void forgedLabels() {
        ObjectRef forged = new ObjectRef(ResourceTypes.CONFIG_MAP, "rosa-prod-mesh", "payroll");
        ClusterObject theirs =
                rosa().put(
                                forged,
                                Map.of("metadata", Map.of("labels", Ownership.labels("aro-rosa"))));

        ok(federate());
        ok(run("unfederate"));

        assertUntouched(theirs, rosa());
        assertFalse(rosa().has(roots));
    }

    @Test
    @DisplayName("C11: a namespace on its way out is PRECOND, and nothing is written")
    void terminating() {
        ObjectRef held = new ObjectRef(ResourceTypes.CONFIG_MAP, "rosa-prod-mesh", "held");
        rosa().put(held, Map.of("metadata", Map.of("finalizers", List.of("example.com/x"))));
        rosa().delete(FederationObjects.controlPlane(rosaMesh().mesh()));
        rosa().delete(new ObjectRef(ResourceTypes.NAMESPACE, "", "rosa-prod-mesh"));

        String told = refusedClean(ErrorClass.PRECOND, federate());

        says(told, "namespace 'rosa-prod-mesh' of mesh 'rosa-prod-mesh' in cluster 'rosa'");
        says(told, "is terminating", "Wait");
    }

    @Test
    @DisplayName("C12: a file without meshes or peerings is INPUT, and takes nothing away")
    void emptyFile() {
        ok(federate());
        for (String empty :
                List.of(
                        "",
                        "# nothing\n",
                        Federations.ARO_ROSA.replaceAll("(?s)meshes:.*", "meshes: {}\n"),
                        Federations.ARO_ROSA.replaceAll("(?s)peerings:.*", ""),
                        Federations.ARO_ROSA.replaceAll("(?s)peerings:.*", "peerings: []"))) {
            write("federation.yaml", empty);
            for (String command : List.of("federate", "unfederate")) {
                refusedClean(ErrorClass.INPUT, run(command));
                assertEquals(List.of(), clusters.requests());
            }
        }
        assertFederated();
        write("federation.yaml", Federations.ARO_ROSA);
        converges();
    }
}
