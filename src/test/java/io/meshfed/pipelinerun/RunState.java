package io.meshfed.pipelinerun;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What has become of the tasks of a run so far. */
final class RunState {

    static final String WHEN = "When Expressions evaluated to false";
    static final String STOPPING = "PipelineRun was stopping";
    static final String PARENT = "Parent Tasks were skipped";
    static final String NO_RESULT = "Results were missing";

    private final Map<String, PipelineTask> tasks = new TreeMap<>();
    private final Map<String, TaskEnd> ended = new TreeMap<>();
    private final Map<String, String> skipped = new TreeMap<>();
    private final Set<String> running = new TreeSet<>();

    void add(PipelineTask task) {
        tasks.put(task.name(), task);
    }

    void started(String task) {
        running.add(task);
    }

    void ended(String task, TaskEnd end) {
        running.remove(task);
        ended.put(task, end);
    }

    void skip(String task, String why) {
        skipped.put(task, why);
    }

    boolean waiting(String task) {
        return !running.contains(task) && !over(task);
    }

    private boolean over(String task) {
        return ended.containsKey(task) || skipped.containsKey(task);
    }

    boolean idle() {
        return running.isEmpty();
    }

    boolean ready(PipelineTask task) {
        return task.dependencies().stream().filter(tasks::containsKey).allMatch(this::over);
    }

    /** A task failed that may not. */
    boolean failing() {
        return ended.entrySet().stream()
                .anyMatch(e -> !e.getValue().good() && !forgiven(e.getKey()));
    }

    private boolean forgiven(String task) {
        return tasks.get(task).goesOnAfterError();
    }

    /** Skipped otherwise than by its own {@code when}, which does not hold for what follows. */
    boolean parentSkipped(PipelineTask task) {
        return task.runAfter().stream()
                .anyMatch(before -> !skipped.getOrDefault(before, WHEN).equals(WHEN));
    }

    boolean wasSkipped(String task) {
        return skipped.containsKey(task);
    }

    /** Whether a result {@code task/result} can be read. */
    boolean hasResult(String reference) {
        String[] parts = reference.split("/", 2);
        TaskEnd end = ended.get(parts[0]);
        boolean handedOn = end != null && (end.good() || forgiven(parts[0]));
        return handedOn && end.results().containsKey(parts[1]);
    }

    /** Results of ended tasks, and for {@code finally} how all of them ended. */
    Variables variables(Variables given, boolean statuses) {
        Variables known = given;
        for (String task : tasks.keySet()) {
            if (statuses) {
                known = known.with("tasks." + task + ".status", status(task));
            }
            TaskEnd end = ended.get(task);
            if (end != null) {
                for (String result : end.results().keySet()) {
                    if (hasResult(task + "/" + result)) {
                        String name = "tasks.%s.results.%s".formatted(task, result);
                        known = known.with(name, end.results().get(result));
                    }
                }
            }
        }
        return statuses ? known.with("tasks.status", status()) : known;
    }

    private String status(String task) {
        TaskEnd end = ended.get(task);
        if (end == null) {
            return "None";
        }
        return end.good() ? TaskEnd.SUCCEEDED : TaskEnd.FAILED;
    }

    /** Of all tasks: a cancelled one counts as failed. */
    String status() {
        if (ended.values().stream().anyMatch(end -> !end.good())) {
            return TaskEnd.FAILED;
        }
        if (tasks.keySet().stream().anyMatch(task -> !over(task))) {
            return "None";
        }
        return skipped.isEmpty() ? TaskEnd.SUCCEEDED : "Completed";
    }

    Map<String, TaskEnd> ended() {
        return ended;
    }

    Map<String, String> skipped() {
        return skipped;
    }
}
