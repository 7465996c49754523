package io.meshfed.steps.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.manifests.ApplySet;
import io.meshfed.manifests.ManifestSource;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.SetLabels;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.steps.ApplyManifestsStep;
import io.meshfed.steps.DeleteManifestsStep;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sets that nobody named: their inventory is called after what they are made of. */
class NamelessSetTest extends SetBed {

    private static final String FEDERATION_FILE = "federation.yaml";

    @Override
    protected List<String> clusterNames() {
        return List.of("aro");
    }

    @BeforeEach
    void twoFolders() {
        write("app/v1/a.yaml", configMap("a", "1"));
        write("app-v1/b.yaml", configMap("b", "1"));
    }

    private ManifestSource source(String path, String root) {
        return new ManifestSource(List.of(manifests.resolve(path)), root, "");
    }

    private SetOptions nameless() {
        return new SetOptions(
                "", space, space, SetOptions.Whose.CLUSTER, new SetOptions.After(true, true));
    }

    private Step apply(String path) {
        return new ApplyManifestsStep(source(path, ""), nameless());
    }

    private Step delete(String path) {
        return new DeleteManifestsStep(source(path, ""), nameless());
    }

    private ClusterObject parent() {
        List<ClusterObject> parents = aro().list(SECRET);
        return parents.stream()
                .filter(object -> object.ref().namespace().equals(space))
                .filter(object -> object.label(SetLabels.ID).isPresent())
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("two folders whose paths read alike are two sets, and neither prunes the other")
    void alike() {
        write(FEDERATION_FILE, "name: x");
        harness().run(apply("app/v1")).requireOk();

        List<String> deleted =
                names(harness().run(apply("app-v1")).requireOk(), Change.Kind.DELETED);

        assertEquals(List.of(), deleted);
        assertTrue(aro().has(configMap("a")) && aro().has(configMap("b")));
        harness().run(delete("app/v1")).requireOk();
        assertTrue(!aro().has(configMap("a")) && aro().has(configMap("b")));
    }

    @Test
    @DisplayName(
            "a folder below no federation file has no name: INPUT, which says how to give it one")
    void rootless() {
        FederationException applied = harness().run(apply("app/v1")).refusal(ErrorClass.INPUT);
        FederationException deleted = harness().run(delete("app/v1")).refusal(ErrorClass.INPUT);

        assertTrue(applied.details().get(0).contains("--applyset"), applied.details()::toString);
        assertTrue(deleted.details().get(0).contains("--applyset"), deleted.details()::toString);
        ManifestSource rooted = source("app/v1", manifests.toString());
        harness().run(new ApplyManifestsStep(rooted, nameless())).requireOk();
    }

    @Test
    @DisplayName("an inventory of that name which was made of something else is a CONFLICT")
    void otherOrigin() {
        write(FEDERATION_FILE, "name: x");
        harness().run(apply("app/v1")).requireOk();
        ObjectRef parent = parent().ref();
        assertEquals(
                "federation aro-rosa: app/v1", parent().annotation(ApplySet.ORIGIN).orElseThrow());
        aro().merge(
                        parent,
                        Map.of("metadata", Map.of("annotations", Map.of(ApplySet.ORIGIN, "else"))));

        harness().run(apply("app/v1")).refusal(ErrorClass.CONFLICT);
        harness().run(delete("app/v1")).refusal(ErrorClass.CONFLICT);
    }

    @Test
    @DisplayName("the name alone goes on with it, and leaves what it was made of")
    void byName() {
        write(FEDERATION_FILE, "name: x");
        harness().run(apply("app/v1")).requireOk();
        SetOptions named =
                new SetOptions(
                        parent().ref().name(),
                        space,
                        space,
                        SetOptions.Whose.CLUSTER,
                        new SetOptions.After(true, true));

        harness().runTwice(new ApplyManifestsStep(source("app-v1", ""), named));

        assertEquals(
                "federation aro-rosa: app/v1", parent().annotation(ApplySet.ORIGIN).orElseThrow());
        assertTrue(!aro().has(configMap("a")) && aro().has(configMap("b")));
    }

    @Test
    @DisplayName("deleting what a PATH that is not there was is INPUT, not done already")
    void mistyped() {
        write(FEDERATION_FILE, "name: x");
        harness().run(apply("app/v1")).requireOk();

        FederationException refused = harness().run(delete("app/v2")).refusal(ErrorClass.INPUT);

        assertTrue(refused.details().get(0).contains("no such file"), refused.details()::toString);
        Path gone = manifests.resolve("app/v2");
        ManifestSource elsewhere = new ManifestSource(List.of(gone), "", "");
        harness().run(new DeleteManifestsStep(elsewhere, options())).requireOk();
    }
}
