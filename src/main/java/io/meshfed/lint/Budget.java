package io.meshfed.lint;

import java.time.Duration;
import java.util.Optional;

/**
 * How long Tekton has to wait for a step: Tekton's timeout kills without a word, so the program's
 * own has to end first.
 */
record Budget(StepDefinitions definitions) {

    private static final String TIMEOUT = "timeout";
    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    /**
     * @param user a task of a pipeline or a step of a Task; empty when the time is not known here
     */
    Optional<Duration> needed(Value user, StepDefinitions.Step step) {
        if (!step.options().containsKey(TIMEOUT)) {
            return Optional.empty();
        }
        String given =
                user.itemsAt("params").stream()
                        .filter(param -> param.textAt("name").equals(TIMEOUT))
                        .map(param -> param.textAt("value"))
                        .findFirst()
                        .orElse(step.options().get(TIMEOUT));
        return Durations.of(given).map(own -> own.plus(LAST_WORDS));
    }

    static String told(Duration needed) {
        return "the program needs %s: its own --timeout and 30 s"
                .formatted(io.meshfed.report.Durations.text(needed));
    }
}
