package io.meshfed.tekton;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads what Tekton reports of a run. It looks at trees: the client library's types lose results
 * that are objects, and a newer Tekton may write what they do not know.
 */
final class RunReader {

    private static final String TASK_LABEL = "tekton.dev/pipelineTask";

    private final Map<String, Object> run;
    private final Map<String, Map<String, Object>> children = new LinkedHashMap<>();
    private final Map<String, String> taskOfChild = new LinkedHashMap<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private final Phase phase;

    private RunReader(Map<String, Object> run, Collection<Map<String, Object>> children) {
        this.run = run;
        this.phase = runPhase();
        for (Map<String, Object> reference : Trees.objects(run, "status", "childReferences")) {
            taskOfChild.put(text(reference, "name"), text(reference, "pipelineTaskName"));
        }
        Map<String, Map<String, Object>> sorted = new TreeMap<>();
        children.forEach(child -> sorted.put(text(child, "metadata", "name"), child));
        sorted.forEach(
                (name, child) -> {
                    this.children.put(name, child);
                    String task = text(child, "metadata", "labels", TASK_LABEL);
                    taskOfChild.putIfAbsent(name, task);
                });
        for (Map<String, Object> skip : Trees.objects(run, "status", "skippedTasks")) {
            skipped.put(text(skip, "name"), text(skip, "reason"));
        }
    }

    /**
     * @param children TaskRuns and CustomRuns of this run
     */
    static RunState read(Map<String, Object> run, Collection<Map<String, Object>> children) {
        return new RunReader(run, children).state();
    }

    private RunState state() {
        Map<String, Object> condition = TaskReader.condition(run);
        return new RunState(
                new RunName(text(run, "metadata", "namespace"), text(run, "metadata", "name")),
                text(run, "metadata", "creationTimestamp"),
                pipeline(),
                phase,
                text(condition, "reason"),
                text(condition, "message"),
                text(run, "spec", "status"),
                TaskReader.span(status()),
                tasks(),
                TaskReader.results(Trees.objects(run, "status", "results")));
    }

    private Map<String, Object> status() {
        return Trees.object(run.get("status"));
    }

    /** The label says it for bundles and other places a Pipeline may come from. */
    private String pipeline() {
        String named = text(run, "spec", "pipelineRef", "name");
        boolean own = Trees.value(run, "spec", "pipelineSpec").isPresent();
        return !named.isEmpty() || own
                ? named
                : text(run, "metadata", "labels", "tekton.dev/pipeline");
    }

    private Phase runPhase() {
        Map<String, Object> condition = TaskReader.condition(run);
        String reason = text(condition, "reason");
        return switch (text(condition, "status")) {
            case "True" -> Phase.SUCCEEDED;
            case "False" ->
                    switch (reason) {
                        case "PipelineRunTimeout" -> Phase.TIMED_OUT;
                        case "Cancelled", "PipelineRunCancelled", "StoppedRunFinally" ->
                                Phase.CANCELLED;
                        default -> Phase.FAILED;
                    };
            case "Unknown" -> reason.equals("Started") ? Phase.PENDING : Phase.RUNNING;
            default -> Phase.WAITING;
        };
    }

    private List<TaskState> tasks() {
        List<TaskState> tasks = new ArrayList<>();
        Set<String> told = new LinkedHashSet<>();
        for (String part : List.of("tasks", "finally")) {
            for (Map<String, Object> task : definition(part)) {
                String name = text(task, "name");
                if (told.add(name)) {
                    tasks.addAll(
                            named(
                                    name,
                                    part.equals("finally"),
                                    text(task, "onError").equals("continue")));
                }
            }
        }
        for (String name : taskOfChild.values()) {
            if (told.add(name)) {
                tasks.addAll(named(name, false, false));
            }
        }
        return tasks;
    }

    private List<Map<String, Object>> definition(String part) {
        List<Map<String, Object>> seen = Trees.objects(run, "status", "pipelineSpec", part);
        return seen.isEmpty() ? Trees.objects(run, "spec", "pipelineSpec", part) : seen;
    }

    /** One, or as many as a matrix made of it. */
    private List<TaskState> named(String name, boolean last, boolean tolerated) {
        List<TaskState> found = new ArrayList<>();
        taskOfChild.forEach(
                (child, task) -> {
                    if (task.equals(name)) {
                        Map<String, Object> tree = children.getOrDefault(child, Map.of());
                        found.add(new TaskReader(name, child, tree).state(last, tolerated));
                    }
                });
        if (found.isEmpty()) {
            found.add(without(name, last, tolerated));
        }
        return found;
    }

    private TaskState without(String name, boolean last, boolean tolerated) {
        boolean skip = skipped.containsKey(name);
        return new TaskState(
                name,
                "",
                last,
                tolerated,
                skip ? Phase.SKIPPED : Phase.WAITING,
                "",
                skipped.getOrDefault(name, ""),
                Span.NONE,
                List.of(),
                new TreeMap<>());
    }

    static String text(Map<String, Object> tree, String... path) {
        return Trees.text(tree, path).orElse("");
    }
}
