package io.meshfed.tekton;

import io.meshfed.model.Nearest;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose logs are wanted.
 *
 * @param tasks by name; empty for all
 * @param none no log at all
 */
public record LogChoice(Set<String> tasks, boolean none) {

    public static final LogChoice ALL = new LogChoice(Set.of(), false);
    public static final LogChoice NONE = new LogChoice(Set.of(), true);

    public LogChoice {
        tasks = Collections.unmodifiableSet(new TreeSet<>(tasks));
    }

    public static LogChoice of(List<String> tasks) {
        return new LogChoice(new TreeSet<>(tasks), false);
    }

    boolean wants(TaskState task) {
        return !none && (tasks.isEmpty() || tasks.contains(task.name()));
    }

    /**
     * @throws FederationException INPUT when the run has no such task
     */
    void check(RunState run) {
        List<String> known = run.tasks().stream().map(TaskState::name).distinct().toList();
        for (String task : tasks) {
            // Before Tekton has looked at a run nobody knows its tasks.
            if (!known.isEmpty() && !known.contains(task)) {
                throw new FederationException(
                        ErrorClass.INPUT,
                        "PipelineRun %s has no task '%s'"
                                .formatted(SafeText.of(run.name().toString()), SafeText.of(task)),
                        Nearest.to(task, known)
                                .map(near -> "Did you mean '%s'?".formatted(SafeText.of(near)))
                                .orElse(
                                        SafeText.of(
                                                "Tasks: %s.".formatted(String.join(", ", known)))));
            }
        }
    }
}
