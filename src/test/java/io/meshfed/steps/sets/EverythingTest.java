package io.meshfed.steps.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.SetLabels;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.ApplyManifestsStep;
import io.meshfed.steps.DeleteEverythingStep;
import io.meshfed.steps.DeleteManifestsStep;
import io.meshfed.steps.NothingLeftStep;
import io.meshfed.testing.Federations;
import io.meshfed.testing.Run;
import io.meshfed.testing.RunHook;
import io.meshfed.testing.StepHarness;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What unfederate does once no peering is left. */
class EverythingTest extends SetBed {

    private static final String ACCOUNT =
            """
            apiVersion: v1
            kind: ServiceAccount
            metadata: { name: %s, namespace: SPACE }
            """;

    /** Real servers keep namespaces that other tests made for theirs. */
    private Federation own = named("everything");

    private ObjectRef left;

    private static Federation named(String name) {
        return Federations.read(Federations.ARO_ROSA.replace("name: aro-rosa", "name: " + name))
                .without(mesh -> !mesh.cluster().name().equals("aro"), peering -> true);
    }

    @Override
    StepHarness harness() {
        return harness(own);
    }

    @AfterEach
    void clean() {
        if (left != null) {
            aro().delete(left);
        }
    }

    @Test
    @DisplayName("all sets go as one: what comes late in any of them before what comes early")
    void together() {
        applied("one", ACCOUNT.formatted("early") + "---\n" + configMap("late", "1"));
        applied("two", configMap("also-late", "1"));

        Run run = harness().run(everything()).requireOk();

        List<String> deleted = names(run, Change.Kind.DELETED);
        List<String> order =
                clusters.writes().stream()
                        .filter(write -> write.verb().equals("delete"))
                        .map(write -> write.what().replaceAll(".*/", ""))
                        .filter(deleted::contains)
                        .toList();
        assertTrue(order.indexOf("early") > order.indexOf("late"), order::toString);
        assertTrue(order.indexOf("early") > order.indexOf("also-late"), order::toString);
        assertEquals(5, order.size(), order::toString);
        assertTrue(order.subList(3, 5).containsAll(List.of("one", "two")), order::toString);
        assertEquals(List.of(), harness().run(everything()).requireOk().writes());
    }

    @Test
    @DisplayName("while a part of the federation could not be taken apart nothing of it is deleted")
    void notWhole() {
        applied("one", configMap("kept", "1"));

        Run run = harness(federation).run(List.of(new Stuck(), deletion()));

        assertEquals(List.of(), run.writes());
        assertTrue(aro().has(configMap("kept")));
    }

    @Test
    @DisplayName(
            "what meshfed wrote for the federation and is part of no set is told as left; what only carries its label is not")
    void told() {
        left = configMap("forgotten");
        Map<String, Object> labelled =
                Map.of("metadata", Map.of("labels", Ownership.labels(own.name())));
        aro().put(left, labelled);
        harness().run(List.of(new NothingLeftStep())).requireOk();
        aro().apply(left, labelled, Ownership.FIELD_MANAGER);

        FederationException partial =
                harness().run(List.of(new NothingLeftStep())).failure(ErrorClass.PARTIAL);

        assertTrue(partial.details().toString().contains("forgotten"), partial::toString);
        assertFalse(partial.remedy().isEmpty());
    }

    /** As if the peer of one mesh could not be deleted. */
    private record Stuck() implements Step {
        @Override
        public String name() {
            return "stuck";
        }

        @Override
        public StepReport run(StepContext context) {
            return StepReport.of(name())
                    .withFailures(
                            List.of(
                                    Failure.ofMesh(
                                            "rosa-prod-mesh",
                                            new FederationException(
                                                    ErrorClass.WAIT, "stuck", ""))));
        }
    }

    private void applied(String inventory, String yaml) {
        write("all.yaml", yaml);
        harness()
                .run(List.of(new ApplyManifestsStep(source(), options(inventory, true))))
                .requireOk();
    }

    private SetOptions options(String inventory, boolean await) {
        return new SetOptions(
                "configmap/" + inventory,
                space,
                space,
                SetOptions.Whose.CLUSTER,
                new SetOptions.After(true, await));
    }

    private DeleteEverythingStep deletion() {
        return new DeleteEverythingStep(space, SetOptions.Contents.REFUSE);
    }

    @Test
    @DisplayName("what others put into a namespace after the first look is told, and nothing goes")
    void foreignMeanwhile() {
        own = named("everything-meanwhile");
        applied("one", "{apiVersion: v1, kind: Namespace, metadata: {name: SPACE-of-set}}\n");
        left = new ObjectRef(ResourceTypes.CONFIG_MAP, space + "-of-set", "theirs");
        aro().put(left, Map.of());

        Run run = harness().run(everything());

        assertEquals(List.of(left.toString()), run.failure(ErrorClass.CONFLICT).details());
        assertEquals(List.of(), run.writes());
        aro().delete(left);
        harness().run(new DeleteManifestsStep(source(), options("one", false))).requireOk();
    }

    @Test
    @DisplayName("a member that came while the rest was deleted keeps its inventory")
    void memberMeanwhile() {
        applied("one", configMap("seen", "1"));
        RunHook another =
                new RunHook() {
                    @Override
                    public void afterWrite(String cluster, Change change) {
                        if (change.object().name().equals("seen")) {
                            put("unseen", change.object());
                        }
                    }
                };

        harness().hooked(another).run(everything()).failure(ErrorClass.CONFLICT);

        assertTrue(aro().has(configMap("one")), "the inventory is gone");
        harness().run(everything()).requireOk();
        assertFalse(aro().has(configMap("unseen")));
        assertFalse(aro().has(configMap("one")));
    }

    private void put(String name, ObjectRef beside) {
        String id = aro().get(configMap("one")).label(SetLabels.ID).orElseThrow();
        aro().put(
                        new ObjectRef(beside.type(), beside.namespace(), name),
                        Map.of("metadata", Map.of("labels", Map.of(SetLabels.PART_OF, id))));
    }

    private List<Step> everything() {
        return List.of(deletion());
    }
}
