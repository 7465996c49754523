package io.meshfed.tekton;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TaskReaderTest {

    private static final Map<String, Object> FAILED_STEP =
            Map.of(
                    "name",
                    "run",
                    "container",
                    "step-run",
                    "terminated",
                    Map.of("containerID", "cri-o://1", "exitCode", 14, "reason", "Error"));

    private static final Map<String, Object> FIRST_TRY =
            Map.of("podName", "peer-pod", "steps", List.of(FAILED_STEP));

    /** Of a task that is tried a second time. */
    private static TaskState second(String pod, String verdict, Map<String, Object> step) {
        Map<String, Object> condition = Map.of("type", "Succeeded", "status", verdict);
        Map<String, Object> status =
                Map.of(
                        "conditions",
                        List.of(condition),
                        "podName",
                        pod,
                        "steps",
                        List.of(step),
                        "retriesStatus",
                        List.of(FIRST_TRY));
        return new TaskReader("peer", "run-peer", Map.of("status", status)).state(false, false);
    }

    private static List<Phase> phases(TaskState task) {
        return task.steps().stream().map(StepState::phase).toList();
    }

    @Test
    @DisplayName("a new try whose pod is named already does not have the steps of the one before")
    void podBeforeSteps() {
        assertEquals(List.of(), phases(second("", "Unknown", FAILED_STEP)));
        assertEquals(List.of(), phases(second("peer-pod-retry1", "Unknown", FAILED_STEP)));
    }

    @Test
    @DisplayName("the steps of a new try are its own from its first container on")
    void ownSteps() {
        Map<String, Object> running =
                Map.of(
                        "name",
                        "run",
                        "container",
                        "step-run",
                        "running",
                        Map.of("startedAt", "2026-01-01T00:00:00Z"));
        Map<String, Object> ended =
                Map.of(
                        "name",
                        "run",
                        "container",
                        "step-run",
                        "terminated",
                        Map.of("containerID", "cri-o://2", "exitCode", 0, "reason", "Completed"));
        Map<String, Object> waiting =
                Map.of("name", "run", "container", "step-run", "waiting", Map.of());

        assertEquals(List.of(Phase.WAITING), phases(second("retry1", "Unknown", waiting)));
        assertEquals(List.of(Phase.SUCCEEDED), phases(second("retry1", "Unknown", ended)));
        assertEquals(List.of(Phase.SUCCEEDED), phases(second("retry1", "True", ended)));
        assertEquals(List.of(Phase.RUNNING), phases(second("retry1", "Unknown", running)));
    }
}
