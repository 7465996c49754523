package io.meshfed.steps.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.ResourceType;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.CheckContentsStep;
import io.meshfed.steps.DeleteManifestsStep;
import io.meshfed.testing.Run;
import io.meshfed.testing.SaidProgress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a namespace goes with what is ours and what the cluster made, and with nothing else")
class ForeignContentsTest extends SetBed {

    private String gone;

    @Override
    protected List<String> clusterNames() {
        return List.of("aro");
    }

    @BeforeEach
    void applyOnce() {
        gone = space + "-gone";
        write(
                "all.yaml",
                "{apiVersion: v1, kind: Namespace, metadata: {name: SPACE-gone}}\n---\n"
                        + configMap("map", "v").replace("SPACE", "SPACE-gone"));
        harness().run(apply()).requireOk();
    }

    private ObjectRef inside(String name) {
        return new ObjectRef(ResourceTypes.CONFIG_MAP, gone, name);
    }

    private boolean stands() {
        return aro().has(new ObjectRef(ResourceTypes.NAMESPACE, "", gone));
    }

    @Test
    @DisplayName("what others put there is told, ten of it, and nothing is deleted")
    void refuses() {
        for (int i = 10; i < 22; i++) {
            aro().put(inside("theirs-" + i), Map.of());
        }

        Run run = harness().run(delete());
        FederationException refused = run.failure(ErrorClass.CONFLICT);

        assertEquals(List.of(), run.writes());
        assertTrue(
                refused.getMessage().startsWith("12 objects in cluster 'aro'"), refused::toString);
        assertTrue(refused.getMessage().contains(gone), refused::toString);
        assertEquals(11, refused.details().size());
        assertEquals("ConfigMap " + gone + "/theirs-10", refused.details().get(0));
        assertEquals("and 2 more", refused.details().get(10));
        assertTrue(refused.remedy().contains("--with-contents"), refused::remedy);
        assertTrue(stands());
    }

    @Test
    @DisplayName("left out of the set, it is not pruned either, and nothing is written")
    void prunes() {
        aro().put(inside("theirs"), Map.of());
        write("all.yaml", configMap("another", "v"));

        Run run = harness().run(apply());

        assertEquals(
                List.of("ConfigMap " + gone + "/theirs"),
                run.failure(ErrorClass.CONFLICT).details());
        assertEquals(List.of(), run.writes());
    }

    @Test
    @DisplayName("it goes with its contents when somebody says so, and what that was is told")
    void goes() {
        aro().put(inside("theirs"), Map.of());
        SaidProgress told = SaidProgress.silent();

        harness().telling(told).run(deleteWithContents(false)).requireOk();

        assertFalse(aro().has(inside("map")));
        assertTrue(
                told.said()
                        .contains(
                                "cluster 'aro': 1 object from elsewhere goes with namespace '%s': ConfigMap %s/theirs"
                                        .formatted(gone, gone)),
                () -> told.said().toString());
    }

    @Test
    @DisplayName("what others put there is told before a federation is taken apart")
    void everything() {
        CheckContentsStep check = new CheckContentsStep(space, SetOptions.Contents.REFUSE);
        harness().run(check).requireOk();
        aro().put(inside("theirs"), Map.of());

        FederationException refused = harness().run(check).failure(ErrorClass.CONFLICT);

        assertEquals(List.of("ConfigMap " + gone + "/theirs"), refused.details());
        harness().run(new CheckContentsStep(space, SetOptions.Contents.DELETE)).requireOk();
    }

    @Test
    @DisplayName(
            "what the cluster and the mesh put there, what is owned, and what is ours is no obstacle")
    void made() {
        aro().put(inside("kube-root-ca.crt"), Map.of());
        aro().put(inside("istio-ca-root-cert"), Map.of());
        aro().put(inside("openshift-service-ca.crt"), Map.of());
        aro().put(
                        inside("istio-leader"),
                        metadata(
                                "annotations",
                                Map.of("control-plane.alpha.kubernetes.io/leader", "{}")));
        aro().put(inside("of-mesh"), metadata("labels", Map.of("maistra.io/owner", gone)));
        aro().put(inside("trust"), metadata("labels", Ownership.labels(federation.name())));
        aro().put(
                        inside("owned"),
                        metadata(
                                "ownerReferences",
                                List.of(
                                        Map.of(
                                                "apiVersion", "v1",
                                                "kind", "ConfigMap",
                                                "name", "map",
                                                "uid", aro().get(inside("map")).uid()))));
        aro().put(
                        new ObjectRef(SECRET, gone, "default-dockercfg-x"),
                        Map.of(
                                "type",
                                "kubernetes.io/dockercfg",
                                "stringData",
                                Map.of(".dockercfg", "{}")));

        harness().run(delete(false)).requireOk();
    }

    @Test
    @DisplayName("what is owned by something that nobody looks at is told, and garbage is not")
    void ownedElsewhere() {
        ObjectRef owner =
                new ObjectRef(
                        new ResourceType("", "v1", "ServiceAccount", "serviceaccounts", true),
                        gone,
                        "operator");
        aro().put(owner, Map.of());
        aro().put(inside("of-operator"), owned(aro().get(owner).uid()));
        aro().put(inside("garbage"), owned("11111111-2222-3333-4444-555555555555"));

        FederationException refused = harness().run(delete()).failure(ErrorClass.CONFLICT);

        assertEquals(List.of("ConfigMap " + gone + "/of-operator"), refused.details());
    }

    private static Map<String, Object> owned(String uid) {
        return metadata(
                "ownerReferences",
                List.of(
                        Map.of(
                                "apiVersion", "v1",
                                "kind", "ServiceAccount",
                                "name", "operator",
                                "uid", uid)));
    }

    @Test
    @DisplayName("what another federation made there is somebody else's")
    void otherFederation() {
        aro().put(inside("trust"), metadata("labels", Ownership.labels("another")));

        harness().run(delete()).failure(ErrorClass.CONFLICT);
    }

    /** Real namespaces wait for controllers that test servers do not have. */
    private DeleteManifestsStep delete(boolean await) {
        return new DeleteManifestsStep(source(), options(true, await));
    }

    private static Map<String, Object> metadata(String key, Object value) {
        return Map.of("metadata", Map.of(key, value));
    }
}
