package io.meshfed.pipelinerun;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
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
