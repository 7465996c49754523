package io.meshfed.tekton;

import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs, tasks and Pipelines as JSON has them. */
public final class RunTrees {

    private RunTrees() {}

    public static Map<String, Object> run(RunState run) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", SafeText.of(run.name().name()));
        tree.put("namespace", SafeText.of(run.name().namespace()));
        tree.put("pipeline", SafeText.of(run.pipeline()));
        tree.put("status", run.phase().label());
        tree.put("reason", SafeText.of(run.reason()));
        tree.put("message", SafeText.of(run.message()));
        tree.put("asked", SafeText.of(run.asked()));
        times(tree, run.span());
        tree.put("results", results(run.results()));
        return tree;
    }

    public static List<Map<String, Object>> tasks(RunState run) {
        return run.tasks().stream().map(RunTrees::task).toList();
    }

    private static Map<String, Object> task(TaskState task) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", SafeText.of(task.name()));
        tree.put("taskRun", SafeText.of(task.taskRun()));
        tree.put("finally", task.last());
        tree.put("status", task.phase().label());
        tree.put("class", task.phase().bad() ? StepVerdict.of(task).errorClass().label() : "");
        tree.put("reason", SafeText.of(task.reason()));
        tree.put("message", SafeText.of(task.message()));
        times(tree, task.span());
        tree.put("retries", task.retries());
        tree.put("steps", task.steps().stream().map(RunTrees::step).toList());
        tree.put("results", results(task.results()));
        return tree;
    }

    private static Map<String, Object> step(StepState step) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", SafeText.of(step.name()));
        tree.put("status", step.phase().label());
        tree.put("exitCode", step.exitCode());
        tree.put("reason", SafeText.of(step.reason()));
        times(tree, step.span());
        tree.put("results", results(step.results()));
        return tree;
    }

    private static void times(Map<String, Object> tree, Span span) {
        tree.put("startTime", span.start());
        tree.put("completionTime", span.end());
    }

    private static SortedMap<String, String> results(SortedMap<String, String> results) {
        SortedMap<String, String> safe = new TreeMap<>();
        results.forEach((name, value) -> safe.put(SafeText.of(name), SafeText.of(value)));
        return safe;
    }

    /**
     * @param newest its newest run; of a Pipeline that never ran, {@link RunState#unseen}
     */
    public static Map<String, Object> pipeline(PipelineDefinition pipeline, RunState newest) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", SafeText.of(pipeline.name()));
        tree.put("description", SafeText.of(pipeline.description()));
        List<Map<String, Object>> params = new ArrayList<>();
        for (PipelineDefinition.Param param : pipeline.params()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", SafeText.of(param.name()));
            one.put("type", param.type().label());
            one.put("required", param.required());
            params.add(one);
        }
        tree.put("params", params);
        List<Map<String, Object>> workspaces = new ArrayList<>();
        for (PipelineDefinition.Space space : pipeline.workspaces()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", SafeText.of(space.name()));
            one.put("required", space.required());
            workspaces.add(one);
        }
        tree.put("workspaces", workspaces);
        tree.put("lastRun", newest.name().name().isEmpty() ? Map.of() : run(newest));
        return tree;
    }
}
