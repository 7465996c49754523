package io.meshfed.lint;

import java.time.Duration;
import java.util.Optional;

/** How long runs may take. */
final class TimeoutRules {

    private static final Duration DEFAULT = Duration.ofMinutes(60);

    private final Findings findings;

    TimeoutRules(Findings findings) {
        this.findings = findings;
    }

    void notNegative(Value timeout) {
        if (Durations.of(timeout.text()).filter(Duration::isNegative).isPresent()) {
            findings.add(AdmissionRule.NEGATIVE_TIMEOUT, timeout, "a timeout of " + timeout.text());
        }
    }

    void pipelineRun(Value spec, Library library) {
        Value timeouts = spec.at("timeouts");
        timeouts.fields().values().forEach(this::notNegative);
        if (timeouts.present()) {
            together(timeouts);
        }
        Duration most = most(timeouts);
        for (Value task : spec.itemsAt("taskRunSpecs")) {
            notNegative(task.at("timeout"));
            if (longer(task.at("timeout"), most)) {
                findings.add(
                        AdmissionRule.RUN_TIMEOUTS,
                        task.at("timeout"),
                        "a task may take longer than the run");
            }
        }
        library.find(Manifest.PIPELINE, spec.textAt("pipelineRef", "name"), findings)
                .ifPresent(pipeline -> tasks(spec, pipeline, most));
    }

    /** Tekton compares with 60 ns where timeouts.pipeline is not given, so it has to be. */
    private void together(Value timeouts) {
        Duration pipeline = Durations.of(timeouts.textAt("pipeline")).orElse(Duration.ofNanos(60));
        boolean endless = pipeline.isZero();
        Optional<Duration> tasks = Durations.of(timeouts.textAt("tasks"));
        Optional<Duration> last = Durations.of(timeouts.textAt("finally"));
        for (String part : new String[] {"tasks", "finally"}) {
            Optional<Duration> timeout = Durations.of(timeouts.textAt(part));
            boolean tooLong =
                    timeout.filter(it -> it.isZero() || it.compareTo(pipeline) > 0).isPresent();
            if (tooLong && !endless) {
                tooLong(timeouts.at(part), "timeouts.%s is longer than the run".formatted(part));
                return;
            }
        }
        boolean both = tasks.isPresent() && last.isPresent();
        if (both && tasks.get().plus(last.get()).compareTo(pipeline) > 0) {
            tooLong(timeouts.at("tasks"), "tasks and finally together take longer than the run");
        }
    }

    private void tooLong(Value value, String problem) {
        findings.add(AdmissionRule.RUN_TIMEOUTS, value, problem);
    }

    private static Duration most(Value timeouts) {
        return Durations.of(timeouts.textAt("tasks"))
                .or(() -> Durations.of(timeouts.textAt("pipeline")))
                .orElse(DEFAULT);
    }

    private static boolean longer(Value timeout, Duration most) {
        return !most.isZero()
                && Durations.of(timeout.text()).filter(it -> it.compareTo(most) > 0).isPresent();
    }

    private void tasks(Value run, Manifest pipeline, Duration most) {
        for (Value task : pipeline.spec().itemsAt("tasks")) {
            if (longer(task.at("timeout"), most)) {
                findings.add(
                        RunRule.TASK_TIMEOUT,
                        run.has("timeouts") ? run.at("timeouts") : run.at("pipelineRef"),
                        "task '%s' may take %s, the tasks of this run together %s"
                                .formatted(
                                        Findings.shown(task.textAt("name")),
                                        task.textAt("timeout"),
                                        io.meshfed.report.Durations.text(most)));
            }
        }
    }
}
