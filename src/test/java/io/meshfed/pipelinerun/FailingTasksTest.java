package io.meshfed.pipelinerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every task of every pipeline fails once, in every way; steps are scripted, the YAML is ours. */
@DisplayName("pipelines whose tasks fail")
@Timeout(240)
class FailingTasksTest {

    private static final Catalog SHIPPED = Catalog.shipped();

    @TempDir private Path folder;
    private final ScriptedSteps steps = new ScriptedSteps();

    private RunEnd run(RunRequest request, RunControl control) throws InterruptedException {
        try (PipelineRunner runner = new PipelineRunner(new TaskRunner(SHIPPED, steps, folder))) {
            return runner.run(request, control);
        }
    }

    private RunRequest request(String pipeline) {
        RunRequest request =
                RunRequest.of(pipeline)
                        .with("federation", Binding.of(folder))
                        .with("kubeconfig", Binding.of(folder));
        // Of the one that promotes: there is something to do, and somebody to ask.
        steps.result("plan/plan-promotion", "outcome", "planned");
        steps.result("promote/promote", "verdict", "promoted");
        if (pipeline.equals("meshfed-promote")) {
            request = request.with("approval", "gate");
        }
        for (JsonNode param : pipeline(pipeline).at("/spec/params")) {
            if (!param.has("default")) {
                request = request.with(param.path("name").asText(), "any");
            }
        }
        return request;
    }

    private RunEnd run(String pipeline) throws InterruptedException {
        return run(request(pipeline), new RunControl());
    }

    static Stream<String> pipelines() {
        return SHIPPED.all("Pipeline").stream().map(Catalog::nameOf);
    }

    static Stream<Arguments> tasks() {
        return SHIPPED.all("Pipeline").stream()
                .flatMap(
                        pipeline ->
                                names(pipeline, "tasks").stream()
                                        .map(t -> Arguments.of(Catalog.nameOf(pipeline), t)));
    }

    /** Those whose results no other task reads. */
    static Stream<Arguments> unread() {
        return tasks().filter(
                        each -> {
                            Object[] names = each.get();
                            return !pipeline("" + names[0])
                                    .at("/spec/tasks")
                                    .toString()
                                    .contains("$(tasks." + names[1] + ".results.");
                        });
    }

    private static List<String> names(JsonNode pipeline, String list) {
        List<String> names = new ArrayList<>();
        pipeline.path("spec").path(list).forEach(task -> names.add(task.path("name").asText()));
        return names;
    }

    private static JsonNode pipeline(String name) {
        return SHIPPED.find("Pipeline", name);
    }

    private static JsonNode task(String pipeline, String name) {
        for (JsonNode each : pipeline(pipeline).path("spec").path("tasks")) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError(name);
    }

    private static String step(String pipeline, String task) {
        PipelineTask named = new PipelineTask(task(pipeline, task));
        return named.custom().isEmpty()
                ? task + "/" + named.taskName().substring("meshfed-".length())
                : task + "/" + named.custom();
    }

    /** The tasks that must not have started when this one has failed. */
    private static Set<String> after(String pipeline, String task) {
        Set<String> after = new TreeSet<>();
        boolean grew = true;
        while (grew) {
            grew = false;
            for (JsonNode each : pipeline(pipeline).path("spec").path("tasks")) {
                PipelineTask other = new PipelineTask(each);
                boolean follows =
                        other.dependencies().contains(task)
                                || other.dependencies().stream().anyMatch(after::contains);
                grew |= follows && after.add(other.name());
            }
        }
        return after;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pipelines")
    @DisplayName("nothing fails: all tasks ran, no picture is drawn, every result is there")
    void green(String name) throws InterruptedException {
        RunEnd end = run(name);

        assertTrue(end.good(), end::toString);
        Set<String> ran = new TreeSet<>(names(pipeline(name), "tasks"));
        ran.addAll(names(pipeline(name), "finally"));
        ran.removeAll(end.skipped().keySet());
        assertEquals(ran, end.tasks().keySet());
        assertTrue(end.tasks().keySet().containsAll(names(pipeline(name), "tasks")));
        // What is there for failures is skipped; what puts things in order is not.
        Set<String> forFailures = new TreeSet<>();
        for (JsonNode each : pipeline(name).at("/spec/finally")) {
            if (each.has("when")) {
                forFailures.add(each.path("name").asText());
            }
        }
        assertEquals(forFailures, end.skipped().keySet());
        assertEquals(names(pipeline(name), "results").size(), end.results().size());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("tasks")
    @DisplayName("a failing task stops what comes after it, and finally draws what there is")
    void fails(String pipeline, String task) throws InterruptedException {
        steps.ends(step(pipeline, task), 12);
        RunEnd end = run(pipeline);

        assertEquals("Failed", end.reason());
        assertEquals(12, end.task(task).exitCode());
        after(pipeline, task).forEach(t -> assertEquals(RunState.STOPPING, end.skipped().get(t)));
        names(pipeline(pipeline), "finally").forEach(last -> assertTrue(end.task(last).good()));
        assertEquals(1 + task(pipeline, task).path("retries").asInt(), end.task(task).attempts());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("tasks")
    @DisplayName("a container that is killed once is made good where there is a retry")
    void killedOnce(String pipeline, String task) throws InterruptedException {
        steps.ends(step(pipeline, task), 255, 0);
        RunEnd end = run(pipeline);

        boolean retried = task(pipeline, task).path("retries").asInt() > 0;
        assertEquals(retried, end.good(), end::toString);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("unread")
    @DisplayName("a task that wrote no result fails nothing: no task reads another's results")
    void writesNothing(String pipeline, String task) throws InterruptedException {
        String step = step(pipeline, task);
        for (JsonNode each :
                SHIPPED.find("Task", new PipelineTask(task(pipeline, task)).taskName())
                        .path("spec")
                        .path("results")) {
            steps.result(step, each.path("name").asText(), "");
        }

        assertTrue(run(pipeline).good());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("tasks")
    @DisplayName("B12: a cancel ends the task that runs; finally runs only where it is asked for")
    void cancelled(String pipeline, String task) throws InterruptedException {
        RunControl control = new RunControl();
        steps.waits(step(pipeline, task), control::cancel);
        RunEnd end = run(request(pipeline), control);

        assertEquals("Cancelled", end.reason());
        assertEquals(Stop.CANCELLED, end.task(task).reason());
        names(pipeline(pipeline), "finally")
                .forEach(last -> assertFalse(end.tasks().containsKey(last)));

        RunControl gentle = new RunControl();
        steps.waits(step(pipeline, task), gentle::cancelRunFinally);
        RunEnd drawn = run(request(pipeline), gentle);
        names(pipeline(pipeline), "finally").forEach(last -> assertTrue(drawn.task(last).good()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pipelines")
    @DisplayName("when time is over the task that runs is ended, and finally draws what there is")
    void outOfTime(String name) throws InterruptedException {
        String first = names(pipeline(name), "tasks").get(0);
        RunControl control = new RunControl();
        steps.waits(step(name, first), control::outOfTime);
        RunEnd end = run(request(name), control);

        assertEquals("PipelineRunTimeout", end.reason());
        names(pipeline(name), "finally").forEach(last -> assertTrue(end.task(last).good()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pipelines")
    @DisplayName("a missing Secret is a timeout of the first task, and of nothing else")
    void missingSecret(String name) throws InterruptedException {
        RunRequest request = request(name).with("kubeconfig", Binding.absent());
        RunEnd end = run(request, new RunControl());

        String first = names(pipeline(name), "tasks").get(0);
        assertEquals(Stop.TIMEOUT, end.task(first).reason());
        assertEquals(List.of(), steps.started());
    }

    @Test
    @DisplayName("a dry run proves nothing, and hands no number of proofs out")
    void dryRun() throws InterruptedException {
        RunRequest request = request("meshfed-federate").with("dry-run", "server");
        RunEnd end = run(request, new RunControl());

        assertEquals("Completed", end.reason());
        assertEquals(RunState.WHEN, end.skipped().get("verify"));
        assertEquals(Set.of("trust-fingerprint"), end.results().keySet());
        assertTrue(steps.command("peers/peer").contains("--dry-run=server"));
    }

    @Test
    @DisplayName("the rehearsal of taking apart is a rehearsal, whatever is asked for")
    void rehearses() throws InterruptedException {
        run("meshfed-unfederate");

        assertTrue(steps.command("rehearse/unfederate").contains("--dry-run=server"));
        assertTrue(steps.command("unfederate/unfederate").contains("--dry-run=none"));
    }

    @Test
    @DisplayName("in one pod, a failing step ends the Task, with its results and exit code")
    void compositeFails() throws InterruptedException {
        JsonNode task = SHIPPED.find("Task", "meshfed-federate-in-one-pod");
        Map<String, Binding> workspaces =
                Map.of("federation", Binding.of(folder), "kubeconfig", Binding.of(folder));
        int count = task.path("spec").path("steps").size();
        for (int failing = 0; failing < count; failing++) {
            String name = task.path("spec").path("steps").path(failing).path("name").asText();
            ScriptedSteps scripted = new ScriptedSteps().ends("t/" + name, 15);
            TaskCall call = new TaskCall("t", task, Map.of(), workspaces, Duration.ofSeconds(20));
            TaskEnd end =
                    new TaskRunner(SHIPPED, scripted, folder.resolve(name))
                            .run(call, 0, new Stop());

            assertEquals(15, end.exitCode(), name);
            assertEquals(failing + 1, scripted.started().size(), name);
            assertEquals(failing >= 3, end.results().containsKey("trust-fingerprint"), name);
        }
    }
}
