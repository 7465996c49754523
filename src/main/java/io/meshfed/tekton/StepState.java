package io.meshfed.tekton;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One container of a task's pod.
 *
 * @param exitCode of the program, 0 while it runs; a signal shows as 255, and after a cancel it is
 *     1 whatever the program said
 * @param reason the word of the cluster for it: {@code Completed}, {@code Error}, {@code OOMKilled}
 * @param results that the step wrote, beside those of its task
 */
public record StepState(
        String name,
        String container,
        Phase phase,
        int exitCode,
        String reason,
        Span span,
        SortedMap<String, String> results) {

    public StepState {
        requireNonNull(name);
        requireNonNull(container);
        requireNonNull(phase);
        requireNonNull(reason);
        requireNonNull(span);
        results = Collections.unmodifiableSortedMap(new TreeMap<>(results));
    }

    /** Whether there is, or was, a program that may have said something. */
    boolean spoke() {
        return phase == Phase.RUNNING || phase.over() && phase != Phase.SKIPPED;
    }
}
