package io.meshfed.pipelinerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Before 1.13 Tekton skipped the last tasks of a run whose time was over. */
class SkippedFinallyTest {

    private static final Path STEPS = Path.of("steps", "steps.json");

    @Test
    @DisplayName(
            "B12: no finally task of a Pipeline writes but those that put back what the run itself began, as the next run could; no task waits for one")
    void writesNothing() throws IOException {
        List<String> readers = new ArrayList<>();
        new ObjectMapper()
                .readTree(STEPS.toFile())
                .path("steps")
                .forEach(
                        step -> {
                            if (!step.path("writes").asBoolean()) {
                                readers.add(step.path("task").asText());
                            }
                        });
        List<JsonNode> last = new ArrayList<>();
        for (JsonNode pipeline : Catalog.shipped().all("Pipeline")) {
            List<JsonNode> finals = new ArrayList<>();
            pipeline.path("spec").path("finally").forEach(finals::add);
            last.addAll(finals);
            String tasks = pipeline.path("spec").path("tasks").toString();
            for (JsonNode each : finals) {
                assertFalse(tasks.contains("tasks." + each.path("name").asText() + "."), tasks);
            }
        }

        assertFalse(last.isEmpty(), "there are such tasks");
        List<PipelineTask> writers =
                last.stream()
                        .map(PipelineTask::new)
                        .filter(task -> !readers.contains(task.taskName()))
                        .toList();
        assertEquals(
                List.of(
                        "meshfed-failover-drill",
                        "meshfed-promotion-finish",
                        "meshfed-promotion-finish"),
                writers.stream().map(PipelineTask::taskName).toList());
        assertEquals("true", writers.get(0).param("restore"));
        for (JsonNode step :
                Catalog.shipped().find("Task", "meshfed-promotion-finish").at("/spec/steps")) {
            PipelineTask writer = new PipelineTask(step);
            boolean writes = !readers.contains("meshfed-" + writer.name());
            assertEquals(writes ? "true" : "", writer.param("only-own"), writer.name());
        }
    }
}
