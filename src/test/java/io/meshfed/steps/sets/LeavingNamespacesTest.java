package io.meshfed.steps.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.ApplyManifestsStep;
import io.meshfed.testing.Run;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a namespace that leaves a set takes nothing of the set with it")
class LeavingNamespacesTest extends SetBed {

    private String leaving;

    @Override
    protected List<String> clusterNames() {
        return List.of("aro");
    }

    @BeforeEach
    void applyOnce() {
        leaving = space + "-leaving";
        write("ns.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: SPACE-leaving}}\n");
        write("map.yaml", inside(configMap("map", "v")));
        harness().run(apply()).requireOk();
        remove("ns.yaml");
    }

    private static String inside(String yaml) {
        return yaml.replace("SPACE", "SPACE-leaving");
    }

    private ObjectRef namespace() {
        return new ObjectRef(ResourceTypes.NAMESPACE, "", leaving);
    }

    private void requireRefused(ApplyManifestsStep step, String told) {
        Run run = harness().run(step);
        FederationException refused = run.failure(ErrorClass.CONFLICT);

        assertEquals(List.of(), run.writes());
        assertTrue(refused.getMessage().contains(leaving), refused::toString);
        assertEquals(List.of(told.formatted(leaving)), refused.details());
        assertFalse(aro().get(namespace()).terminating());
    }

    @Test
    @DisplayName(
            "while objects in it are in the manifests it is not pruned, and nothing is written")
    void stays() {
        requireRefused(apply(), "ConfigMap %s/map");
    }

    @Test
    @DisplayName("nor when what others put there may go")
    void withContents() {
        requireRefused(applyWithContents(), "ConfigMap %s/map");
    }

    @Test
    @DisplayName("nor while an object is to come there whose kind nobody serves yet")
    void later() {
        remove("map.yaml");
        write(
                "later.yaml",
                inside(
                        """
                        apiVersion: operators.coreos.com/v1alpha1
                        kind: Subscription
                        metadata: { name: later, namespace: SPACE }
                        ---
                        apiVersion: later.example.com/v1
                        kind: Later
                        metadata: { name: thing, namespace: SPACE }
                        """));

        FederationException refused = harness().run(apply()).failure(ErrorClass.CONFLICT);

        assertEquals(
                List.of(
                        "Later %s/thing".formatted(leaving),
                        "Subscription %s/later".formatted(leaving)),
                refused.details());
    }

    @Test
    @DisplayName("it goes once they have left as well")
    void goes() {
        write("map.yaml", configMap("another", "v"));

        harness().run(new ApplyManifestsStep(source(), options(true, false))).requireOk();

        assertTrue(
                !aro().has(namespace()) || aro().get(namespace()).terminating(),
                "the namespace stands");
    }

    @Test
    @DisplayName("it stays when nothing is pruned")
    void unpruned() {
        harness().run(new ApplyManifestsStep(source(), options(false, true))).requireOk();

        assertFalse(aro().get(namespace()).terminating());
    }
}
