package io.meshfed.lint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How our pipelines are put together. */
final class HousePipelineRules {

    private final Findings findings;
    private final StepDefinitions definitions;
    private final Library library;
    private final Budget budget;

    HousePipelineRules(Findings findings, StepDefinitions definitions, Library library) {
        this.findings = findings;
        this.definitions = definitions;
        this.library = library;
        this.budget = new Budget(definitions);
    }

    void check(Value spec) {
        List<Value> last = spec.itemsAt("finally");
        if (last.size() > 1) {
            findings.add(
                    HouseRule.FINALLY_COUNT,
                    spec.at("finally"),
                    "%d tasks in finally".formatted(last.size()));
        }
        for (Value task : last) {
            for (Value text : PipelineTaskRules.expressions(task)) {
                if (!Expressions.results(text.text()).isEmpty()) {
                    findings.add(
                            HouseRule.FINALLY_RESULT, text, "a task of finally reads a result");
                }
            }
        }
        PipelineRules.tasks(spec).forEach(this::task);
    }

    private void task(Value task) {
        Value timeout = task.at("timeout");
        if (timeout.text().isEmpty()) {
            findings.add(
                    HouseRule.TASK_TIMEOUT,
                    task.at("name"),
                    "task '%s' has no timeout".formatted(Findings.shown(task.textAt("name"))));
        }
        String name = task.textAt("taskRef", "name");
        boolean retried = task.has("retries") && !task.textAt("retries").equals("0");
        if (retried && !repeats(name)) {
            findings.add(
                    HouseRule.RETRIES,
                    task.at("retries"),
                    "%s is not safe to be repeated blindly".formatted(Findings.shown(name)));
        }
        definitions
                .task(name)
                .flatMap(step -> budget.needed(task, step))
                .filter(needed -> tooShort(timeout, needed))
                .ifPresent(
                        needed ->
                                findings.add(
                                        HouseRule.SHORT_TIMEOUT, timeout, Budget.told(needed)));
    }

    static boolean tooShort(Value timeout, Duration needed) {
        return Durations.of(timeout.text())
                .filter(it -> !it.isZero() && it.compareTo(needed) < 0)
                .isPresent();
    }

    /** A Task of several steps repeats when all of them do. */
    private boolean repeats(String name) {
        Optional<StepDefinitions.Step> step = definitions.task(name);
        if (step.isPresent()) {
            return step.get().retriesSafe();
        }
        return library.find(Manifest.TASK, name, findings).stream()
                .flatMap(task -> task.spec().itemsAt("steps").stream())
                .map(it -> definitions.task(it.textAt("ref", "name")))
                .flatMap(Optional::stream)
                .allMatch(StepDefinitions.Step::retriesSafe);
    }
}
