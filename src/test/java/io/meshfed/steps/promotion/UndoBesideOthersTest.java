package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the way back beside autoscalers and people")
class UndoBesideOthersTest extends UndoBed {

    @BeforeEach
    void installWithoutReplicas() {
        installFirst(manifest("v1", "kube-info").replace("  replicas: 1\n", ""));
    }

    @Test
    @DisplayName(
            "is proved by what meshfed applied: what others changed since is told, and no fault")
    void changedByOthers() {
        Snapshot snapshot = snapshot();
        install(promotion());
        undoInstall(snapshot);

        scale(5);
        rosa().merge(
                        LEAVING,
                        Map.of(
                                "spec",
                                Map.of(
                                        "template",
                                        Map.of(
                                                "metadata",
                                                Map.of(
                                                        "annotations",
                                                        Map.of("restartedAt", "today"))))));

        Undo.Differences found = doing(context -> undo(context, snapshot).differences());
        assertEquals(List.of(), found.ours());
        String told = String.join("\n", found.others());
        assertTrue(told.contains("spec.replicas was 1, and is 5"), told);
        assertTrue(told.contains("restartedAt was absent, and is \"today\""), told);
    }

    @Test
    @DisplayName("still finds what others changed of what meshfed applied, and what is gone")
    void changedOfOurs() {
        Snapshot snapshot = snapshot();
        install(promotion());
        undoInstall(snapshot);
        assertEquals(List.of(), ours(snapshot));

        rosa().merge(CHANGED, Map.of("data", Map.of("info.json", "theirs")));
        assertTrue(ours(snapshot).toString().contains("theirs"), () -> ours(snapshot).toString());
        rosa().delete(LEAVING);
        assertEquals(2, ours(snapshot).size());
    }

    @Test
    @DisplayName("brings a pruned Deployment back with the pods that an autoscaler had given it")
    void replicas() {
        scale(4);
        Snapshot snapshot = snapshot();
        install(promotion());
        assertFalse(rosa().has(LEAVING));

        undoInstall(snapshot);

        assertEquals("4", replicasNow());
        assertEquals(List.of(), ours(snapshot));
        assertEquals(List.of(), undoInstall(snapshot), "done again it writes");

        scale(6);
        assertEquals(List.of(), undoInstall(snapshot), "it takes the autoscaler's field");
        assertEquals("6", replicasNow());
        assertEquals(List.of(), ours(snapshot));
    }

    private void scale(int pods) {
        rosa().merge(LEAVING, Map.of("spec", Map.of("replicas", pods)));
        makeReady(rosa(), LEAVING);
    }

    private String replicasNow() {
        return rosa().get(LEAVING).value("spec", "replicas").orElseThrow().toString();
    }
}
