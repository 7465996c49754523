package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.GoldenSet;
import io.meshfed.testing.RawCluster;
import io.meshfed.testing.Run;
import io.meshfed.testing.Yaml;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link ExportServicesStep} and {@link ImportServicesStep} leave in a cluster. */
class ServiceSetStepsTest extends AroRosaTest {

    private static final Step EXPORT = new ExportServicesStep();
    private static final Step IMPORT = new ImportServicesStep();

    @ParameterizedTest(name = "{0} is stored whole, and applied once")
    @EnumSource
    void stores(GoldenSet golden) {
        harness(golden.federation()).runTwice(golden.exports() ? EXPORT : IMPORT);

        ObjectRef ref =
                golden.exports()
                        ? FederationObjects.exports(aroKnowsRosa)
                        : FederationObjects.imports(aroKnowsRosa);
        ClusterObject stored = aro().get(ref);
        assertEquals(
                Yaml.canonical(golden.expected().get("spec")),
                Yaml.canonical(stored.object("spec")));
        assertEquals(
                Ownership.labels("aro-rosa"), new TreeMap<>(stored.object("metadata", "labels")));
    }

    @Test
    @DisplayName("rules that are taken out of the file are taken out of the set")
    void follows() {
        harness(GoldenSet.EXPORT_WITH_ALIAS.federation()).run(EXPORT).requireOk();

        Run run = harness(GoldenSet.EXPORT_BY_NAME.federation()).runTwice(EXPORT);

        assertEquals(1, run.changes(Change.Kind.UPDATED).size());
        assertEquals(
                Yaml.canonical(GoldenSet.EXPORT_BY_NAME.expected().get("spec")),
                Yaml.canonical(aro().get(FederationObjects.exports(aroKnowsRosa)).object("spec")));
    }

    @Test
    @DisplayName("C4: rules that somebody else edited are a CONFLICT with manager and field")
    void namesTheOtherEditor() {
        harness().run(EXPORT).requireOk();
        ObjectRef ref = FederationObjects.exports(aroKnowsRosa);
        ClusterObject edited = aro().merge(ref, Map.of("spec", Map.of("exportRules", List.of())));

        FederationException conflict = harness().run(EXPORT).failure(ErrorClass.CONFLICT);

        assertTrue(
                conflict.getMessage()
                        .endsWith(
                                "exportedservicesets.federation.maistra.io/rosa-prod-mesh in"
                                        + " aro-stg-mesh has a field of another owner:"
                                        + " .spec.exportRules is owned by '"
                                        + RawCluster.MANAGER
                                        + "'"),
                conflict::getMessage);
        assertEquals(edited.resourceVersion(), aro().get(ref).resourceVersion());
    }

    @Test
    @DisplayName(
            "an edit by the manager that the user names is undone, and the next run has nothing to do")
    void takesBack() {
        harness().run(EXPORT).requireOk();
        ObjectRef ref = FederationObjects.exports(aroKnowsRosa);
        String ours = Yaml.canonical(aro().get(ref).object("spec"));
        aro().merge(ref, Map.of("spec", Map.of("exportRules", List.of())));

        harness().takingBackFrom(RawCluster.MANAGER).runTwice(EXPORT);

        assertEquals(ours, Yaml.canonical(aro().get(ref).object("spec")));
    }

    @Test
    @DisplayName("an edit by a manager that nobody named stays a CONFLICT")
    void takesNothingBackFromOthers() {
        harness().run(EXPORT).requireOk();
        ObjectRef ref = FederationObjects.exports(aroKnowsRosa);
        ClusterObject edited = aro().merge(ref, Map.of("spec", Map.of("exportRules", List.of())));

        harness().takingBackFrom("somebody").run(EXPORT).failure(ErrorClass.CONFLICT);

        assertEquals(edited.resourceVersion(), aro().get(ref).resourceVersion());
    }

    @Test
    @DisplayName("a set that somebody else made is left alone, and its maker named")
    void leavesForeignSets() {
        ObjectRef ref = FederationObjects.imports(aroKnowsRosa);
        ClusterObject foreign = aro().put(ref, Map.of("spec", Map.of("importRules", List.of())));

        FederationException conflict = harness().run(IMPORT).failure(ErrorClass.CONFLICT);

        assertTrue(
                conflict.getMessage().contains("was created by 'kubectl-edit'"),
                conflict::getMessage);
        assertEquals(foreign.resourceVersion(), aro().get(ref).resourceVersion());
    }

    @Test
    @DisplayName("a set of another federation is left alone, and that federation named")
    void leavesSetsOfOtherFederations() {
        ObjectRef ref = FederationObjects.exports(aroKnowsRosa);
        aro().apply(
                        ref,
                        Map.of(
                                "metadata",
                                Map.of("labels", Ownership.labels("somebody-elses")),
                                "spec",
                                Map.of("exportRules", List.of())),
                        "meshfed");

        FederationException conflict = harness().run(EXPORT).failure(ErrorClass.CONFLICT);

        assertTrue(
                conflict.getMessage()
                        .contains("belongs to federation 'somebody-elses', not to 'aro-rosa'"),
                conflict::getMessage);
    }

    @Test
    @DisplayName("fields that others added beside ours stay")
    void keepsWhatOthersAdded() {
        harness().run(EXPORT).requireOk();
        ObjectRef ref = FederationObjects.exports(aroKnowsRosa);
        aro().merge(ref, Map.of("metadata", Map.of("annotations", Map.of("team", "shop"))));

        Run run = harness().runTwice(EXPORT);

        assertEquals(List.of(), run.writes());
        assertEquals("shop", aro().get(ref).annotation("team").orElseThrow());
    }
}
