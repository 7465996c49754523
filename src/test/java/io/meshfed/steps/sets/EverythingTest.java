package io.meshfed.steps.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.steps.ApplyManifestsStep;
import io.meshfed.steps.DeleteEverythingStep;
import io.meshfed.steps.NothingLeftStep;
import io.meshfed.testing.Federations;
import io.meshfed.testing.Run;
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
    private final Federation own =
            Federations.read(Federations.ARO_ROSA.replace("name: aro-rosa", "name: everything"))
                    .without(mesh -> !mesh.cluster().name().equals("aro"), peering -> true);

    private ObjectRef left;

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

        Run run = harness(federation).run(List.of(new Stuck(), new DeleteEverythingStep(space)));

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
        SetOptions options =
                new SetOptions(
                        "configmap/" + inventory,
                        space,
                        space,
                        SetOptions.Whose.CLUSTER,
                        new SetOptions.After(true, true));
        harness().run(List.of(new ApplyManifestsStep(source(), options))).requireOk();
    }

    private List<Step> everything() {
        return List.of(new DeleteEverythingStep(space));
    }
}
