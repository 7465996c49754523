package io.meshfed.tekton;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A PipelineRun with its tasks, as it was at one moment.
 *
 * @param pipeline empty when the run brings its own
 * @param asked what was asked of it while it ran: {@code Cancelled}; empty for nothing
 * @param tasks in the order of the Pipeline, those that run last at the end
 */
public record RunState(
        RunName name,
        String pipeline,
        Phase phase,
        String reason,
        String message,
        String asked,
        Span span,
        List<TaskState> tasks,
        SortedMap<String, String> results) {

    public RunState {
        requireNonNull(name);
        requireNonNull(pipeline);
        requireNonNull(phase);
        requireNonNull(reason);
        requireNonNull(message);
        requireNonNull(asked);
        requireNonNull(span);
        tasks = List.copyOf(tasks);
        results = Collections.unmodifiableSortedMap(new TreeMap<>(results));
    }

    /** Before Tekton has looked at it. */
    public static RunState unseen(RunName name) {
        return new RunState(
                name, "", Phase.WAITING, "", "", "", Span.NONE, List.of(), new TreeMap<>());
    }

    public boolean over() {
        return phase.over();
    }

    /** The run's verdict may come before that of its last tasks. */
    boolean settled() {
        return over()
                && tasks.stream()
                        .allMatch(task -> task.phase().over() || task.phase() == Phase.WAITING);
    }
}
