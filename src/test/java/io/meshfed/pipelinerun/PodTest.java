package io.meshfed.pipelinerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens inside one TaskRun, as Tekton 1.15 was seen doing it. */
@DisplayName("a pod of the runner")
@Timeout(120)
class PodTest {

    private static final String ACTION =
            """
            apiVersion: tekton.dev/v1beta1
            kind: StepAction
            metadata: { name: act }
            spec:
              params:
                - { name: word, type: string, default: none }
              results: [{ name: fact }]
              image: i
              command: [x]
              args: [--word=$(params.word), --other=$(params.other), --result=fact=$(step.results.fact.path)]
            """;

    private static final String COMPOSITE =
            """
            apiVersion: tekton.dev/v1
            kind: Task
            metadata: { name: many }
            spec:
              params: [{ name: other, default: o }, { name: go, default: "yes" }]
              results: [{ name: fact, value: $(steps.first.results.fact) }]
              steps:
                - { name: first, onError: %s, ref: { name: act } }
                - name: second
                  ref: { name: act }
                  when: [{ input: $(params.go), operator: in, values: ["yes"] }]
                  params: [{ name: word, value: $(steps.first.results.fact) }]
                - { name: third, timeout: 0.05s, ref: { name: act } }
            """;

    @TempDir private Path folder;

    private Scene scene(String onError) {
        Scene scene = new Scene(folder);
        scene.catalog.with(ACTION).with(COMPOSITE.formatted(onError));
        return scene;
    }

    private static TaskCall call(Scene scene, Map<String, JsonNode> params) {
        JsonNode task = scene.catalog.find("Task", "many");
        return new TaskCall("t", task, params, Map.of(), Duration.ofSeconds(20));
    }

    @Test
    @DisplayName("steps of StepActions run in order and hand results on")
    void inOrder() throws InterruptedException {
        Scene scene = scene("stopAndFail");
        scene.steps.result("t/first", "fact", "blue");
        TaskEnd end = scene.task(call(scene, Map.of()));

        assertTrue(end.good());
        assertEquals(List.of("t/first", "t/second", "t/third"), scene.steps.started());
        assertEquals("--word=blue", scene.steps.command("t/second").get(1));
        assertEquals(Map.of("fact", "blue"), end.results());
    }

    @Test
    @DisplayName("a StepAction sees its own params only")
    void ownParams() throws InterruptedException {
        Scene scene = scene("stopAndFail");
        scene.task(call(scene, Map.of()));

        List<String> command = scene.steps.command("t/first");
        assertEquals(List.of("--word=none", "--other=$(params.other)"), command.subList(1, 3));
    }

    @Test
    @DisplayName("a step that fails ends the Task, unless it may")
    void failingStep() throws InterruptedException {
        Scene stopping = scene("stopAndFail");
        stopping.steps.ends("t/first", 12);
        TaskEnd stopped = stopping.task(call(stopping, Map.of()));
        Scene going = scene("continue");
        going.steps.ends("t/first", 12);

        assertFalse(stopped.good());
        assertEquals(12, stopped.exitCode());
        assertEquals(List.of("t/first"), stopping.steps.started());
        assertTrue(going.task(call(going, Map.of())).good());
    }

    @Test
    @DisplayName("a step's 'when' skips that step")
    void skippedStep() throws InterruptedException {
        Scene scene = scene("stopAndFail");
        JsonNode no = Catalog.documents("\"no\"").get(0);
        assertTrue(scene.task(call(scene, Map.of("go", no))).good());

        assertEquals(List.of("t/first", "t/third"), scene.steps.started());
    }

    @Test
    @DisplayName("a step's own timeout kills it, which shows as 255")
    void stepTimeout() throws InterruptedException {
        Scene scene = scene("stopAndFail");
        scene.steps.waits("t/third");
        TaskEnd end = scene.task(call(scene, Map.of()));

        assertEquals(255, end.exitCode());
        assertEquals(StepEnd.TIMEOUT, end.steps().get(2).reason());
    }

    @Test
    @DisplayName("a message over 4096 bytes fails the step")
    void messageTooLarge() {
        TerminationMessages messages = new TerminationMessages(1);

        assertFalse(messages.report("s", Map.of("a", "x".repeat(4090)), Map.of()));
    }

    @Test
    @DisplayName("with four steps a message over 2.4 KB is cut, and its new results are lost")
    void messagesShareThePod() {
        TerminationMessages messages = new TerminationMessages(4);
        Map<String, String> first = Map.of("a", "x".repeat(1500));
        Map<String, String> both = Map.of("a", "x".repeat(1500), "b", "y".repeat(1500));

        assertTrue(messages.report("one", first, Map.of()));
        assertTrue(messages.report("two", both, Map.of()));
        assertEquals(first, messages.ofTask());
    }

    @Test
    @DisplayName("in arguments $$ is $, and variables of the environment are replaced")
    void kubeletExpands() {
        Map<String, String> environment = Map.of("HOME", "/home");

        assertEquals("$a /home $(NO) $", Pod.expand("$$a $(HOME) $(NO) $", environment));
    }
}
