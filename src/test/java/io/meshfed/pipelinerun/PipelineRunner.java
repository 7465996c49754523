package io.meshfed.pipelinerun;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Runs Pipelines, as the controller does: checks everything, runs tasks, then {@code finally}. */
final class PipelineRunner implements AutoCloseable {

    private final TaskRunner taskRunner;
    private final ExecutorService pods = Executors.newCachedThreadPool();

    PipelineRunner(TaskRunner taskRunner) {
        this.taskRunner = taskRunner;
    }

    RunEnd run(RunRequest request) throws InterruptedException {
        return run(request, new RunControl());
    }

    RunEnd run(RunRequest request, RunControl control) throws InterruptedException {
        JsonNode pipeline = taskRunner.catalog().find("Pipeline", request.pipeline());
        if (pipeline.isMissingNode()) {
            return RunEnd.refused("CouldntGetPipeline");
        }
        JsonNode spec = pipeline.path("spec");
        Optional<String> refusal = new RunChecks(taskRunner.catalog(), spec).refuse(request);
        if (refusal.isPresent()) {
            return RunEnd.refused(refusal.get());
        }
        Variables given = given(spec, request);
        TaskGroup tasks = group(spec, "tasks", request);
        timer(request.tasksTimeout(), control);
        RunState state = new RunState();
        boolean complete = tasks.run(state, given, control);
        RunState last = new RunState();
        if (control.wish() != RunControl.Wish.CANCELLED) {
            Variables seen = state.variables(given, true);
            group(spec, "finally", request).run(last, seen, new RunControl());
        }
        return end(spec, state, last, reason(complete, state, last, control));
    }

    private TaskGroup group(JsonNode spec, String name, RunRequest request) {
        return new TaskGroup(taskRunner, pods, spec.path(name), request.workspaces());
    }

    private static void timer(Duration limit, RunControl control) {
        CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
                .execute(control::outOfTime);
    }

    private static Variables given(JsonNode spec, RunRequest request) {
        Variables known = Variables.none();
        for (JsonNode each : spec.path("params")) {
            String param = each.path("name").asText();
            JsonNode value = request.params().getOrDefault(param, each.path("default"));
            known = known.with("params." + param, value);
        }
        for (JsonNode each : spec.path("workspaces")) {
            String workspace = each.path("name").asText();
            boolean bound = request.workspaces().containsKey(workspace);
            known = known.with("workspaces." + workspace + ".bound", String.valueOf(bound));
        }
        return known.with("context.pipelineRun.name", request.pipeline() + "-run")
                .with("context.pipelineRun.uid", UUID.randomUUID().toString())
                .with("context.pipeline.name", request.pipeline());
    }

    private static String reason(
            boolean complete, RunState state, RunState last, RunControl control) {
        switch (control.wish()) {
            case CANCELLED, CANCELLED_RUN_FINALLY:
                return "Cancelled";
            case OUT_OF_TIME:
                return "PipelineRunTimeout";
            default:
                break;
        }
        if (!complete) {
            return "PipelineValidationFailed";
        }
        if (state.failing() || last.failing()) {
            return "Failed";
        }
        return state.skipped().isEmpty() && last.skipped().isEmpty() ? "Succeeded" : "Completed";
    }

    private static RunEnd end(JsonNode spec, RunState state, RunState last, String reason) {
        Map<String, TaskEnd> tasks = new TreeMap<>(state.ended());
        tasks.putAll(last.ended());
        Map<String, String> skipped = new TreeMap<>(state.skipped());
        skipped.putAll(last.skipped());
        Variables known = state.variables(Variables.none(), false);
        for (Map.Entry<String, TaskEnd> each : last.ended().entrySet()) {
            for (Map.Entry<String, String> result : each.getValue().results().entrySet()) {
                String name = "finally.%s.results.%s".formatted(each.getKey(), result.getKey());
                known = each.getValue().good() ? known.with(name, result.getValue()) : known;
            }
        }
        Map<String, String> results = new TreeMap<>();
        for (JsonNode each : spec.path("results")) {
            String value = known.text(each.path("value").asText());
            if (!value.contains("$(")) {
                results.put(each.path("name").asText(), value);
            }
        }
        boolean good = List.of("Succeeded", "Completed").contains(reason);
        return new RunEnd(good, reason, tasks, skipped, results);
    }

    @Override
    public void close() {
        pods.shutdownNow();
    }
}
