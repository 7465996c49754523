package io.meshfed.tekton;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A PipelineRun with its tasks, as it was at one moment.
 *
 * @param pipeline empty when the run brings its own
 * @param created when it was, as the API server wrote it; empty when unknown
 * @param asked what was asked of it while it ran: {@code Cancelled}; empty for nothing
 * @param tasks in the order of the Pipeline, those that run last at the end
 */
public record RunState(
        RunName name,
        String created,
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
        requireNonNull(created);
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
                name, "", "", Phase.WAITING, "", "", "", Span.NONE, List.of(), new TreeMap<>());
    }

    /** How long Tekton has said nothing of it; empty once it has. */
    public Optional<Duration> ignored(Instant now) {
        return phase == Phase.WAITING ? new Span(created, "").length(now) : Optional.empty();
    }

    public boolean over() {
        return phase.over();
    }

    /** This state, but whatever ended since then, and was under way, as if it still ran. */
    RunState withoutEndsSince(RunState before) {
        Map<String, TaskState> known =
                before.tasks.stream()
                        .collect(Collectors.toMap(TaskState::key, task -> task, (a, b) -> a));
        List<TaskState> running =
                tasks.stream()
                        .map(
                                task -> {
                                    TaskState old = known.get(task.key());
                                    boolean ended =
                                            task.phase().over()
                                                    && !task.attempts().isEmpty()
                                                    && (old == null || !old.phase().over());
                                    return ended ? task.running() : task;
                                })
                        .toList();
        boolean ended = over() && !before.over();
        return new RunState(
                name,
                created,
                pipeline,
                ended ? Phase.RUNNING : phase,
                reason,
                message,
                asked,
                span,
                running,
                results);
    }

    /** The run's verdict may come before that of its last tasks. */
    boolean settled() {
        return over()
                && tasks.stream()
                        .allMatch(task -> task.phase().over() || task.phase() == Phase.WAITING);
    }
}
