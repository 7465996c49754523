package io.meshfed.tekton;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One try of a task: a pod with its steps.
 *
 * @param pod empty until there is one
 * @param over whether Tekton has given its verdict on this try
 */
public record Attempt(String pod, List<StepState> steps, boolean over) {

    public Attempt {
        requireNonNull(pod);
        steps = List.copyOf(steps);
    }
}
