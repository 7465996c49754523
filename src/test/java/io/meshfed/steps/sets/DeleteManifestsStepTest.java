package io.meshfed.steps.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ObjectRef;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeleteManifestsStepTest extends SetBed {

    @Test
    @DisplayName("deletes what is in the set, its inventory last, and nothing else")
    void deletes() {
        write("map.yaml", configMap("map", "v"));
        write(
                "account.yaml",
                "{apiVersion: v1, kind: ServiceAccount, metadata: {name: robot, namespace: SPACE}}");
        harness().run(apply()).requireOk();
        aro().put(configMap("theirs"), Map.of());
        write("more.yaml", configMap("theirs", "v"));

        Run run = harness().runTwice(delete());

        assertEquals(3, run.changes(Change.Kind.DELETED).size());
        assertEquals(
                inventory().name(),
                run.writes().get(run.writes().size() - 1).path().replaceAll(".*/", ""));
        assertFalse(aro().has(configMap("map")));
        assertFalse(aro().has(inventory()));
        assertTrue(aro().has(configMap("theirs")));
    }

    @Test
    @DisplayName("I4: what a finalizer keeps is told with the finalizer, and the next run goes on")
    void survivors() {
        write("map.yaml", configMap("map", "v"));
        write("kept.yaml", configMap("kept", "v"));
        harness().run(apply()).requireOk();
        aro().merge(
                        configMap("kept"),
                        Map.of("metadata", Map.of("finalizers", List.of("example.com/keep"))));

        FederationException wait =
                harness().within(Duration.ofSeconds(2)).run(delete()).failure(ErrorClass.WAIT);

        assertEquals(
                List.of(
                        "ConfigMap %s/kept: is being deleted; finalizer example.com/keep"
                                .formatted(space)),
                wait.details());
        assertTrue(aro().has(inventory()));
        assertFalse(aro().has(configMap("map")));

        aro().merge(configMap("kept"), Map.of("metadata", Map.of("finalizers", List.of())));
        harness().run(delete()).requireOk();
        assertFalse(aro().has(inventory()));
    }

    @Test
    @DisplayName("I4: a namespace stuck in Terminating is WAIT with what keeps it")
    void stuckNamespace() {
        ObjectRef stuck = new ObjectRef(ResourceTypes.NAMESPACE, "", space + "-stuck");
        write("space.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: SPACE-stuck}}");
        harness().run(apply()).requireOk();
        aro().put(
                        new ObjectRef(ResourceTypes.CONFIG_MAP, stuck.name(), "kept"),
                        Map.of("metadata", Map.of("finalizers", List.of("example.com/keep"))));

        FederationException wait =
                harness()
                        .within(Duration.ofSeconds(2))
                        .run(deleteWithContents(true))
                        .failure(ErrorClass.WAIT);

        assertTrue(
                wait.details()
                        .get(0)
                        .startsWith("Namespace " + stuck.name() + ": is being deleted"),
                () -> Run.text(wait));
        assertTrue(wait.details().get(0).contains("finalizer"), () -> Run.text(wait));
    }

    @Test
    @DisplayName("an object that is on its way out when it is to be applied is a PRECOND")
    void appliesNotToTheDying() {
        write("kept.yaml", configMap("kept", "1"));
        harness().run(apply()).requireOk();
        aro().merge(
                        configMap("kept"),
                        Map.of("metadata", Map.of("finalizers", List.of("example.com/keep"))));
        aro().delete(configMap("kept"));
        write("kept.yaml", configMap("kept", "2"));

        harness().run(apply()).refusal(ErrorClass.PRECOND);
    }
}
