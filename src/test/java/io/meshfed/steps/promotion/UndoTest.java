package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.StepContext;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.testing.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The way back of an installed release, and of widened exports. */
@Order(1)
class UndoTest extends UndoBed {

    @Test
    @DisplayName(
            "what was created, changed and pruned is byte-equal after the way back, which writes once")
    void backToFirst() {
        installFirst();
        ObjectRef inventory = doing(context -> set(context).parent());
        Map<ObjectRef, String> before = specs();
        String annotations = rosa().get(inventory).object("metadata", "annotations").toString();
        Snapshot snapshot = snapshot();
        install(promotion());
        assertTrue(rosa().has(INSTALLED) && !rosa().has(LEAVING));
        assertFalse(ours(snapshot).isEmpty());

        undoInstall(snapshot);

        assertEquals(before, specs());
        assertFalse(rosa().has(INSTALLED));
        assertEquals(
                annotations, rosa().get(inventory).object("metadata", "annotations").toString());
        assertEquals(List.of(), ours(snapshot));
        assertEquals(List.of(), undoInstall(snapshot), "done again it writes");
        assertEquals(
                snapshot.plan(), doing(context -> scene(context).plan()).digest(), "all as found");
    }

    @Test
    @DisplayName("what answers users goes only when what takes its place is ready")
    void neverWithoutPods() {
        installFirst();

        nobodyReady(context -> applied(context, promotion())).failure(ErrorClass.WAIT);

        assertTrue(rosa().has(LEAVING) && rosa().has(INSTALLED));
    }

    @Test
    @DisplayName("what a release brought answers users until what was there before is ready again")
    void notWithoutPodsBack() {
        installFirst();
        Snapshot snapshot = snapshot();
        install(promotion());
        assertFalse(rosa().has(LEAVING));

        nobodyReady(context -> undone(context, snapshot)).failure(ErrorClass.PARTIAL);

        assertTrue(rosa().has(LEAVING) && rosa().has(INSTALLED));
    }

    private Run nobodyReady(Function<StepContext, ?> work) {
        return harness().hooked(istiods()).within(Duration.ofSeconds(3)).run(step(work));
    }

    @Test
    @DisplayName("a first release leaves nothing: its objects go, and its inventory last")
    void backToNothing() {
        Snapshot snapshot = snapshot();
        install(promotion());
        ObjectRef inventory = doing(context -> set(context).parent());
        assertTrue(rosa().has(inventory));

        undoInstall(snapshot);

        assertFalse(rosa().has(INSTALLED) || rosa().has(CHANGED) || rosa().has(inventory));
        assertEquals(List.of(), undoInstall(snapshot));
    }

    @Test
    @DisplayName("an install cut off halfway is taken back too, and others' objects stay")
    void halfway() {
        installFirst();
        Map<ObjectRef, String> before = specs();
        Snapshot snapshot = snapshot();
        busy().crash(3, List.of(step(context -> applied(context, promotion()))));
        rosa().delete(INSTALLED);
        rosa().put(INSTALLED, deployment("v2", "others/image"));
        String others = spec(rosa().get(INSTALLED));

        undoInstall(snapshot);

        assertEquals(before, specs());
        assertEquals(others, spec(rosa().get(INSTALLED)), "somebody else's was touched");
    }

    @Test
    @DisplayName("what somebody else holds on to is PARTIAL, and the rest is brought back")
    void partial() {
        installFirst();
        Snapshot snapshot = snapshot();
        install(promotion());
        rosa().apply(CHANGED, Map.of("data", Map.of("info.json", "theirs")), "argocd");

        FederationException left =
                busy().run(step(context -> undone(context, snapshot))).failure(ErrorClass.PARTIAL);

        assertTrue(left.details().toString().contains(CHANGED.toString()), left::toString);
        assertTrue(rosa().has(LEAVING) && !rosa().has(INSTALLED));
        assertTrue(rosa().has(doing(context -> set(context).parent())), "the way back is lost");
    }

    @Test
    @DisplayName("exports and imports come back as they were, and nothing is written twice")
    void exports() {
        ObjectRef exports = FederationObjects.exports(aroKnowsRosa);
        ObjectRef imports = FederationObjects.imports(rosaKnowsAro);
        narrow(exports, "exportRules");
        narrow(imports, "importRules");
        String exported = spec(aro().get(exports));
        String imported = spec(rosa().get(imports));
        Planned planned = doing(context -> scene(context).plan());
        assertEquals(List.of(exports), refs(planned, "aro"));
        assertEquals(imports, refs(planned, "rosa").get(0));
        busy().run(step(context -> widen(context, planned))).requireOk();
        assertFalse(spec(aro().get(exports)).equals(exported));

        Snapshot snapshot = planned.snapshot();
        busy().run(step(context -> undoneExports(context, snapshot))).requireOk();

        assertEquals(exported, spec(aro().get(exports)));
        assertEquals(imported, spec(rosa().get(imports)));
        assertEquals(
                List.of(),
                busy().run(step(context -> undoneExports(context, snapshot))).requireOk().writes());
    }

    private static List<ObjectRef> refs(Planned planned, String cluster) {
        return planned.plan().changes().get(cluster).stream().map(each -> each.object()).toList();
    }

    /** As meshfed itself would have applied it. */
    private void narrow(ObjectRef ref, String rules) {
        busy().run(
                        step(
                                context ->
                                        context.sessionFor(mesh(context, ref))
                                                .apply(
                                                        new Manifest(
                                                                ref,
                                                                io.meshfed.model.Ownership.labels(
                                                                        "aro-rosa"),
                                                                new TreeMap<>(),
                                                                Map.of(
                                                                        "spec",
                                                                        Map.of(rules, List.of()))),
                                                        context.sessionFor(mesh(context, ref))
                                                                .findAll(
                                                                        ref.type(),
                                                                        ref.namespace(),
                                                                        List.of(ref.name())))))
                .requireOk();
    }

    private static io.meshfed.model.Mesh mesh(StepContext context, ObjectRef ref) {
        return context.whole().meshes().stream()
                .filter(mesh -> mesh.namespace().equals(ref.namespace()))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> widen(StepContext context, Planned planned) {
        for (Touched touched : planned.objects()) {
            boolean set =
                    touched.role() == Touched.Role.EXPORTS
                            || touched.role() == Touched.Role.IMPORTS;
            if (set) {
                context.apply(
                        touched.mesh(),
                        touched.states().get(0).manifest().orElseThrow(),
                        context.sessionFor(touched.mesh())
                                .findAll(
                                        touched.ref().type(),
                                        touched.ref().namespace(),
                                        List.of(touched.ref().name())));
            }
        }
        return Optional.empty();
    }
}
