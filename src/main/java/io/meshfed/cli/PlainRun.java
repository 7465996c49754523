package io.meshfed.cli;

import io.meshfed.report.SafeText;
import io.meshfed.tekton.Phase;
import io.meshfed.tekton.RunListener;
import io.meshfed.tekton.RunState;
import io.meshfed.tekton.TaskState;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells a run line by line: what its steps said as data, how its tasks go on as progress. */
final class PlainRun implements RunListener {

    private final PrintStream log;
    private final PrintStream progress;
    private final Style style;
    private final LogOptions.LogLevel level;
    private boolean begun;

    PlainRun(PrintStream log, PrintStream progress, Style style, LogOptions.LogLevel level) {
        this.log = log;
        this.progress = progress;
        this.style = style;
        this.level = level;
    }

    @Override
    public synchronized void changed(RunState before, RunState now) {
        if (!begun && now.phase() != Phase.WAITING) {
            begun = true;
            say(
                    style.faint("·"),
                    "PipelineRun %s: %s"
                            .formatted(
                                    SafeText.of(now.name().toString()),
                                    now.pipeline().isEmpty()
                                            ? "begun"
                                            : "Pipeline " + SafeText.of(now.pipeline())));
        }
        Map<String, TaskState> known =
                before.tasks().stream()
                        .collect(Collectors.toMap(TaskState::key, task -> task, (a, b) -> a));
        for (TaskState task : now.tasks()) {
            TaskState old = known.get(task.key());
            if (old == null || old.phase() != task.phase() || old.retries() != task.retries()) {
                task(task);
            }
        }
        if (now.over() && !before.over()) {
            say(
                    RunTree.symbol(now.phase(), style),
                    "PipelineRun %s: %s%s"
                            .formatted(
                                    SafeText.of(now.name().toString()),
                                    now.phase().label(),
                                    after(RunTree.took(now.span(), Instant.now()))));
        }
    }

    private void task(TaskState task) {
        String name = (task.last() ? "finally " : "") + SafeText.of(task.name());
        String symbol = RunTree.symbol(task.phase(), style);
        String took = after(RunTree.took(task.span(), Instant.now()));
        switch (task.phase()) {
            case RUNNING -> say(style.faint("·"), name + ": running");
            case RETRYING ->
                    say(symbol, "%s: try %d failed, trying again".formatted(name, task.retries()));
            case SUCCEEDED -> say(symbol, name + ": succeeded" + took);
            case FAILED, CANCELLED, TIMED_OUT ->
                    say(symbol, "%s: %s%s".formatted(name, RunTree.what(task), took));
            case SKIPPED -> say(symbol, name + ": " + RunTree.what(task));
            case WAITING, PENDING -> {}
        }
    }

    private static String after(String took) {
        return took.isEmpty() ? "" : " after " + took;
    }

    private void say(String symbol, String what) {
        if (level.compareTo(LogOptions.LogLevel.info) >= 0) {
            progress.println(symbol + " " + what);
            progress.flush();
        }
    }

    @Override
    public synchronized void said(String task, String step, String line) {
        log.println(prefixed(task, step, line));
        log.flush();
    }

    static String prefixed(String task, String step, String line) {
        return "[%s/%s] %s".formatted(SafeText.of(task), SafeText.of(step), line);
    }

    @Override
    public synchronized void warned(String what) {
        if (level.compareTo(LogOptions.LogLevel.warn) >= 0) {
            progress.println(style.yellow("‼") + " " + what);
            progress.flush();
        }
    }

    @Override
    public synchronized void unheard(String task, String step, String why) {
        warned(gone(task, step, why));
    }

    static String gone(String task, String step, String why) {
        return "no log of %s/%s: %s".formatted(SafeText.of(task), SafeText.of(step), why);
    }
}
