package io.meshfed.sandbox.traffic;

import io.meshfed.model.Trees;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * When a proxy tries again.
 *
 * @param attempts after the first
 * @param eachTakes limit of one attempt in milliseconds
 */
record Retries(int attempts, Set<String> on, OptionalLong eachTakes) {

    /** What a mesh does when nobody says anything. */
    static final Retries USUAL =
            new Retries(
                    2, Set.of("connect-failure", "refused-stream", "503"), OptionalLong.empty());

    private static final Set<Integer> GATEWAY_ERRORS = Set.of(502, 503, 504);

    Retries {
        on = Set.copyOf(on);
    }

    static Retries of(Map<String, Object> route) {
        Optional<Map<String, Object>> said = Trees.value(route, "retries").map(Trees::object);
        if (said.isEmpty()) {
            return USUAL;
        }
        String on = Trees.text(said.get(), "retryOn").orElse("");
        return new Retries(
                said.get().get("attempts") instanceof Number number ? number.intValue() : 0,
                on.isEmpty() ? USUAL.on() : Set.copyOf(List.of(on.replace(" ", "").split(","))),
                Durations.millis(Trees.text(said.get(), "perTryTimeout").orElse("")));
    }

    /** Whether an attempt that ended so is worth another. */
    boolean again(Answer answer) {
        if (answer.flags().equals(Answer.NO_CONNECTION)) {
            return on.contains("connect-failure") || on.contains("5xx") || on.contains("503");
        }
        if (answer.flags().equals(Answer.BROKEN_OFF)) {
            return on.contains("reset") || on.contains("5xx") || on.contains("503");
        }
        return on.contains(String.valueOf(answer.status()))
                || on.contains("5xx") && answer.status() >= 500
                || on.contains("gateway-error") && GATEWAY_ERRORS.contains(answer.status());
    }
}
