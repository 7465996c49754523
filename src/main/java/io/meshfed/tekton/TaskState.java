package io.meshfed.tekton;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One task of a run.
 *
 * @param name as the Pipeline calls it; of a matrix, several have the same
 * @param taskRun empty until Tekton has made one
 * @param last whether it is one of those that run last, whatever happened: {@code finally}
 * @param tolerated whether the run goes on when it fails
 * @param reason Tekton's word for its phase
 * @param message Tekton's sentence, or why it was skipped
 * @param attempts the last one is the current one; the others failed
 */
public record TaskState(
        String name,
        String taskRun,
        boolean last,
        boolean tolerated,
        Phase phase,
        String reason,
        String message,
        Span span,
        List<Attempt> attempts,
        SortedMap<String, String> results) {

    public TaskState {
        requireNonNull(name);
        requireNonNull(taskRun);
        requireNonNull(phase);
        requireNonNull(reason);
        requireNonNull(message);
        requireNonNull(span);
        attempts = List.copyOf(attempts);
        results = Collections.unmodifiableSortedMap(new TreeMap<>(results));
    }

    /** Tells it from all others of its run. */
    public String key() {
        return taskRun.isEmpty() ? name : taskRun;
    }

    /** As if it still ran. */
    TaskState running() {
        return new TaskState(
                name,
                taskRun,
                last,
                tolerated,
                Phase.RUNNING,
                reason,
                message,
                new Span(span.start(), ""),
                attempts,
                results);
    }

    /** Of the current try. */
    public List<StepState> steps() {
        return attempts.isEmpty() ? List.of() : attempts.get(attempts.size() - 1).steps();
    }

    /** How often it was tried again. */
    public int retries() {
        return Math.max(0, attempts.size() - 1);
    }
}
