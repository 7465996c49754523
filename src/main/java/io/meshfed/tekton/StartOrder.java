package io.meshfed.tekton;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * What somebody wants to have started, as it was typed.
 *
 * @param params each {@code NAME=VALUE}
 * @param workspaces each {@code NAME=secret:S} and the like
 * @param serviceAccount empty for the namespace's default
 */
public record StartOrder(
        String pipeline,
        List<String> params,
        List<String> workspaces,
        String serviceAccount,
        Timeouts timeouts) {

    public StartOrder {
        requireNonNull(pipeline);
        params = List.copyOf(params);
        workspaces = List.copyOf(workspaces);
        requireNonNull(serviceAccount);
        requireNonNull(timeouts);
    }

    /** How long the run may last; zero is whatever Tekton would choose. */
    public record Timeouts(Duration pipeline, Duration tasks, Duration last) {

        public static final Timeouts NONE =
                new Timeouts(Duration.ZERO, Duration.ZERO, Duration.ZERO);

        public Timeouts {
            requireNonNull(pipeline);
            requireNonNull(tasks);
            requireNonNull(last);
        }
    }
}
