package io.meshfed.pipelinerun;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs Tasks: one attempt after the other, each in a pod of its own. */
final class TaskRunner {

    private final Catalog catalog;
    private final StepRuntime runtime;
    private final Path folder;
    private final AtomicInteger pods = new AtomicInteger();

    /**
     * @param folder for what pods keep: results, home folders
     */
    TaskRunner(Catalog catalog, StepRuntime runtime, Path folder) {
        this.catalog = catalog;
        this.runtime = runtime;
        this.folder = folder;
    }

    Catalog catalog() {
        return catalog;
    }

    /** How many pods were made. */
    int pods() {
        return pods.get();
    }

    TaskEnd run(TaskCall call, int retries, Stop stop) throws InterruptedException {
        if (call.missingParam().isPresent() || call.missingWorkspace().isPresent()) {
            return TaskEnd.failed("TaskRunValidationFailed");
        }
        TaskEnd end = TaskEnd.failed(Stop.CANCELLED);
        for (int attempt = 1; attempt <= retries + 1; attempt++) {
            end = attempt(call, attempt, stop).after(attempt);
            // A cancelled TaskRun is not tried again, one that ran out of time is.
            if (end.good() || stop.requested()) {
                return end;
            }
        }
        return end;
    }

    /** What another controller does: there is no pod, and no result. */
    TaskEnd custom(PipelineTask task, Variables known, Stop stop) throws InterruptedException {
        List<String> params = new ArrayList<>();
        for (JsonNode each : task.node().path("params")) {
            JsonNode value = known.node(each.path("value"));
            String text = value.isArray() ? String.join(",", known.texts(value)) : value.asText();
            params.add(each.path("name").asText() + "=" + text);
        }
        StepCall call =
                new StepCall(
                        task.name() + "/" + task.custom(),
                        1,
                        params,
                        Map.of(),
                        folder,
                        task.timeout());
        StepEnd end = runtime.custom(call, stop);
        String reason = stop.requested() ? stop.reason() : TaskEnd.FAILED;
        return new TaskEnd(
                end.good(), end.good() ? TaskEnd.SUCCEEDED : reason, Map.of(), List.of(end), 1);
    }

    private TaskEnd attempt(TaskCall call, int attempt, Stop stop) throws InterruptedException {
        if (call.pending()) {
            return TaskEnd.failed(Stop.TIMEOUT);
        }
        Path pod = folder.resolve("pod-" + pods.incrementAndGet());
        for (JsonNode step : call.task().path("spec").path("steps")) {
            String action = step.path("ref").path("name").asText();
            if (!action.isEmpty() && catalog.find("StepAction", action).isMissingNode()) {
                return TaskEnd.failed("TaskRunResolutionFailed");
            }
        }
        return new Pod(call, attempt, pod, catalog, runtime).run(stop.within(call.timeout()));
    }
}
