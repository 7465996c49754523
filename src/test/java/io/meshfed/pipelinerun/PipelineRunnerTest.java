package io.meshfed.pipelinerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runner does what Tekton 1.15 was seen doing. */
@DisplayName("the runner of pipelines")
@Timeout(120)
class PipelineRunnerTest {

    private static final String A_THEN_B =
            """
            params:
              - { name: go, default: "yes" }
            tasks:
              - { name: one, taskRef: { name: a } }
              - name: two
                runAfter: [one]
                when: [{ input: $(params.go), operator: in, values: ["yes"] }]
                taskRef: { name: b }
              - { name: three, runAfter: [two], taskRef: { name: c } }
            finally:
              - name: last
                params: [{ name: word, value: $(tasks.one.status) $(tasks.two.status) $(tasks.status) }]
                taskRef: { name: d }
            results:
              - { name: fact, value: $(tasks.two.results.fact) }
            """;

    @TempDir private Path folder;

    private Scene scene() {
        return new Scene(folder, "a", "b", "c", "d").pipeline(A_THEN_B);
    }

    private static String word(Scene scene) {
        return scene.steps.command("last/do").get(3);
    }

    @Test
    @DisplayName("runs tasks in order, then finally, and hands results out")
    void inOrder() throws InterruptedException {
        Scene scene = scene();
        RunEnd end = scene.run();

        assertEquals("Succeeded", end.reason());
        assertEquals(List.of("one/do", "two/do", "three/do", "last/do"), scene.steps.started());
        assertEquals("--word=Succeeded Succeeded Succeeded", word(scene));
        assertEquals(Map.of("fact", "a fact"), end.results());
    }

    @Test
    @DisplayName("a false 'when' skips its task only, and the run is Completed")
    void skipsOne() throws InterruptedException {
        Scene scene = scene();
        RunEnd end = scene.run(RunRequest.of("p").with("go", "no"));

        assertEquals("Completed", end.reason());
        assertEquals(List.of("one/do", "three/do", "last/do"), scene.steps.started());
        assertEquals(Map.of("two", RunState.WHEN), end.skipped());
        assertEquals("--word=Succeeded None Completed", word(scene));
        assertEquals(Map.of(), end.results());
    }

    @Test
    @DisplayName("after a failure nothing starts but finally, which sees who failed")
    void stopsAfterFailure() throws InterruptedException {
        Scene scene = scene();
        scene.steps.ends("two/do", 13);
        RunEnd end = scene.run();

        assertEquals("Failed", end.reason());
        assertEquals(13, end.task("two").exitCode());
        assertEquals(Map.of("three", RunState.STOPPING), end.skipped());
        assertEquals("--word=Succeeded Failed Failed", word(scene));
    }

    @Test
    @DisplayName("a failing finally fails the run")
    void finallyFails() throws InterruptedException {
        Scene scene = scene();
        scene.steps.ends("last/do", 1);

        assertEquals("Failed", scene.run().reason());
    }

    @Test
    @DisplayName("a cancel skips finally; the step shows 1, whatever the program returns")
    void cancelled() throws InterruptedException {
        Scene scene = scene();
        RunControl control = new RunControl();
        scene.steps.waits("two/do", control::cancel);
        RunEnd end = scene.run(RunRequest.of("p"), control);

        assertEquals("Cancelled", end.reason());
        assertEquals(List.of(new StepEnd("two/do", 1, Stop.CANCELLED)), end.task("two").steps());
        assertFalse(end.tasks().containsKey("last"));
    }

    @Test
    @DisplayName("a cancel that runs finally looks like a failure to it")
    void cancelledRunFinally() throws InterruptedException {
        Scene scene = scene();
        RunControl control = new RunControl();
        scene.steps.waits("two/do", control::cancelRunFinally);
        RunEnd end = scene.run(RunRequest.of("p"), control);

        assertEquals("Cancelled", end.reason());
        assertEquals("--word=Succeeded Failed Failed", word(scene));
    }

    @Test
    @DisplayName("tasks that ran out of time are cancelled, and finally runs")
    void outOfTime() throws InterruptedException {
        Scene scene = scene();
        RunControl control = new RunControl();
        scene.steps.waits("two/do", control::outOfTime);
        RunEnd end = scene.run(RunRequest.of("p"), control);

        assertEquals("PipelineRunTimeout", end.reason());
        assertEquals(Stop.CANCELLED, end.task("two").reason());
        assertTrue(end.tasks().containsKey("last"));
    }

    @Test
    @DisplayName("retries repeat a failure, blindly, as often as they say")
    void retries() throws InterruptedException {
        Scene scene =
                new Scene(folder, "a")
                        .pipeline("tasks: [{ name: one, retries: 2, taskRef: { name: a } }]");
        scene.steps.ends("one/do", 14, 14, 0);
        RunEnd end = scene.run();

        assertEquals("Succeeded", end.reason());
        assertEquals(3, end.task("one").attempts());
    }

    @Test
    @DisplayName("a task that runs out of time is tried again, too")
    void retriesTimeouts() throws InterruptedException {
        Scene scene =
                new Scene(folder, "a")
                        .pipeline(
                                "tasks: [{ name: one, retries: 1, timeout: 0.05s, taskRef: { name: a } }]");
        scene.steps.waits("one/do");
        RunEnd end = scene.run();

        assertEquals(2, end.task("one").attempts());
        assertEquals(Stop.TIMEOUT, end.task("one").reason());
    }

    private static final String READS =
            """
            tasks:
              - { name: one, taskRef: { name: a } }
              - { name: two, taskRef: { name: b }, params: [{ name: word, value: $(tasks.one.results.fact) }] }
            finally:
              - { name: last, taskRef: { name: c }, params: [{ name: word, value: $(tasks.one.status) $(tasks.two.status) }] }
              - { name: reader, taskRef: { name: d }, params: [{ name: word, value: $(tasks.one.results.fact) }] }
            """;

    @Test
    @DisplayName("a result orders tasks, and arrives")
    void resultsOrder() throws InterruptedException {
        Scene scene = new Scene(folder, "a", "b", "c", "d").pipeline(READS);
        scene.steps.result("one/do", "fact", "blue");
        RunEnd end = scene.run();

        assertEquals("Succeeded", end.reason());
        assertTrue(scene.steps.command("two/do").contains("--word=blue"));
        assertTrue(scene.steps.command("reader/do").contains("--word=blue"));
    }

    @Test
    @DisplayName(
            "a result that is read and was not written ends the run; finally runs, readers not")
    void missingResult() throws InterruptedException {
        Scene scene = new Scene(folder, "a", "b", "c", "d").pipeline(READS);
        scene.steps.result("one/do", "fact", "");
        RunEnd end = scene.run();

        assertEquals("PipelineValidationFailed", end.reason());
        assertTrue(scene.steps.command("last/do").contains("--word=Succeeded None"));
        assertEquals(RunState.NO_RESULT, end.skipped().get("reader"));
    }

    @Test
    @DisplayName("a result that nobody reads may be missing")
    void unreadResult() throws InterruptedException {
        Scene scene =
                new Scene(folder, "a").pipeline("tasks: [{ name: one, taskRef: { name: a } }]");
        scene.steps.result("one/do", "fact", "");

        assertEquals("Succeeded", scene.run().reason());
    }

    @Test
    @DisplayName("a workspace whose Secret is missing leaves the pod pending until the timeout")
    void missingSecret() throws InterruptedException {
        Scene scene =
                new Scene(folder, "a")
                        .pipeline(
                                """
                                workspaces: [{ name: box }]
                                tasks:
                                  - { name: one, taskRef: { name: a }, workspaces: [{ name: box, workspace: box }] }
                                """);
        RunEnd end = scene.run(RunRequest.of("p").with("box", Binding.absent()));

        assertEquals(Stop.TIMEOUT, end.task("one").reason());
        assertEquals(List.of(), scene.steps.started());
    }

    @Test
    @DisplayName("an optional workspace that is not bound arrives as an empty value")
    void unboundWorkspace() throws InterruptedException {
        Scene scene = scene();
        scene.run();

        assertTrue(scene.steps.command("one/do").contains("--box="));
    }

    @Test
    @DisplayName("a missing pipeline, task or param is refused before anything runs")
    void refused() throws InterruptedException {
        Scene scene =
                new Scene(folder, "a")
                        .pipeline(
                                """
                                params: [{ name: must }]
                                tasks:
                                  - { name: one, taskRef: { name: a } }
                                  - { name: two, taskRef: { name: nowhere } }
                                """);

        assertEquals("CouldntGetPipeline", scene.run(RunRequest.of("q")).reason());
        assertEquals("ParameterMissing", scene.run().reason());
        assertEquals("CouldntGetTask", scene.run(RunRequest.of("p").with("must", "x")).reason());
        assertEquals(List.of(), scene.steps.started());
    }

    @Test
    @DisplayName("lists stand for as many arguments as they have")
    void lists() {
        JsonNode list = Catalog.documents("l: [x, y]").get(0).path("l");
        Variables known = Variables.none().with("params.l", list).with("params.t", "z");

        assertEquals(
                List.of("x", "y", "-z-", "$(params.no)"),
                known.texts(
                        Catalog.documents("l: ['$(params.l[*])', '-$(params.t)-', '$(params.no)']")
                                .get(0)
                                .path("l")));
    }
}
