package io.meshfed.pipelinerun;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;

/** The tasks of a run, or those of its {@code finally}: each starts when what it needs is over. */
final class TaskGroup {

    private final TaskRunner runner;
    private final ExecutorService pods;
    private final List<PipelineTask> tasks = new ArrayList<>();
    private final Map<String, Binding> workspaces;
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();

    private record Ended(String task, TaskEnd end) {}

    TaskGroup(
            TaskRunner runner,
            ExecutorService pods,
            JsonNode tasks,
            Map<String, Binding> workspaces) {
        this.runner = runner;
        this.pods = pods;
        this.workspaces = workspaces;
        tasks.forEach(each -> this.tasks.add(new PipelineTask(each)));
    }

    /**
     * Until nothing is left to do. False when a task reads a result that its writer should have
     * written and did not: that ends a run at once.
     */
    boolean run(RunState state, Variables given, RunControl control) throws InterruptedException {
        tasks.forEach(state::add);
        boolean complete = true;
        while (true) {
            complete = complete && start(state, given, control);
            if (state.idle()) {
                return complete;
            }
            Ended next = ended.take();
            state.ended(next.task(), next.end());
        }
    }

    private boolean start(RunState state, Variables given, RunControl control) {
        boolean again = true;
        while (again) {
            again = false;
            for (PipelineTask task : tasks) {
                if (!state.waiting(task.name()) || !state.ready(task)) {
                    continue;
                }
                if (unwritten(state, task)) {
                    return false;
                }
                Variables known = state.variables(given, false);
                String why = skip(state, task, known, control);
                if (why.isEmpty()) {
                    state.started(task.name());
                    pods.execute(() -> ended.add(ran(task, known, control)));
                } else {
                    state.skip(task.name(), why);
                    // What runs after it may be next.
                    again = true;
                }
            }
        }
        return true;
    }

    private static boolean unwritten(RunState state, PipelineTask task) {
        return !state.failing()
                && task.resultsRead().stream()
                        .anyMatch(
                                each ->
                                        !state.hasResult(each)
                                                && state.ended().containsKey(writer(each)));
    }

    private static String writer(String result) {
        return result.split("/", 2)[0];
    }

    private static String skip(
            RunState state, PipelineTask task, Variables known, RunControl control) {
        if (state.failing() || control.stop().requested()) {
            return RunState.STOPPING;
        }
        if (state.parentSkipped(task)) {
            return RunState.PARENT;
        }
        if (task.resultsRead().stream().anyMatch(each -> state.wasSkipped(writer(each)))) {
            return RunState.NO_RESULT;
        }
        // Of finally: results of tasks that did not write them.
        boolean open =
                Variables.references(known.node(task.node())).stream()
                        .anyMatch(each -> each.contains(".results."));
        if (open) {
            return RunState.NO_RESULT;
        }
        return WhenRules.hold(task.when(), known) ? "" : RunState.WHEN;
    }

    private Ended ran(PipelineTask task, Variables known, RunControl control) {
        try {
            TaskEnd end =
                    task.custom().isEmpty()
                            ? runner.run(call(task, known), task.retries(), control.stop())
                            : runner.custom(task, known, control.stop());
            return new Ended(task.name(), end);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return new Ended(task.name(), TaskEnd.failed("Interrupted"));
        } catch (RuntimeException broken) {
            return new Ended(task.name(), TaskEnd.failed(broken.toString()));
        }
    }

    private TaskCall call(PipelineTask task, Variables known) {
        Map<String, JsonNode> params = new TreeMap<>();
        for (JsonNode each : task.node().path("params")) {
            params.put(each.path("name").asText(), known.node(each.path("value")));
        }
        Map<String, Binding> bound = new TreeMap<>();
        for (JsonNode each : task.node().path("workspaces")) {
            String own = each.path("name").asText();
            String outer = each.path("workspace").asText(own);
            bound.put(own, workspaces.getOrDefault(outer, Binding.unbound()));
        }
        JsonNode found = runner.catalog().find("Task", task.taskName());
        return new TaskCall(task.name(), found, params, bound, task.timeout());
    }
}
