package io.meshfed.steps.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ClusterObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MeshViewTest {

    @Test
    @DisplayName("pods that end, wait or failed do not count as running")
    void takesRunningPods() {
        MeshView mesh =
                MeshView.of(
                        List.of(
                                pod("a", Map.of(), status("Running")),
                                pod("b", Map.of("deletionTimestamp", "now"), status("Running")),
                                pod("c", Map.of(), status("Pending")),
                                pod("d", Map.of(), Map.of())));

        assertEquals(Set.of("a"), mesh.runningPods().keySet());
        assertTrue(mesh.counts("a"));
        assertFalse(mesh.counts("b"));
    }

    @Test
    @DisplayName("a container that restarted in its pod is a start")
    void seesARestartedContainer() {
        Map<String, Object> running =
                Map.of("state", Map.of("running", Map.of("startedAt", "2026-11-22T08:01:00Z")));
        MeshView mesh =
                MeshView.of(
                        List.of(
                                pod(
                                        "a",
                                        Map.of(),
                                        Map.of(
                                                "phase", "Running",
                                                "startTime", "2026-11-22T08:00:00Z",
                                                "containerStatuses", List.of(running)))));

        assertEquals(Recording.at(60), mesh.lastStart().orElseThrow());
    }

    @Test
    @DisplayName("no running pod is istiod down; an unknown list is not")
    void tellsDownFromUnknown() {
        assertTrue(MeshView.of(List.of()).istiodDown());
        assertFalse(MeshView.podsUnknown().istiodDown());
        assertTrue(MeshView.podsUnknown().counts("any"));
    }

    private static Map<String, Object> status(String phase) {
        return Map.of("phase", phase, "startTime", "2026-11-22T08:00:00Z");
    }

    private static ClusterObject pod(
            String name, Map<String, Object> metadata, Map<String, Object> status) {
        return Meshes.object(
                Meshes.ARO, "Pod", name, Map.of("metadata", metadata, "status", status));
    }
}
