package io.meshfed.cli;

import io.meshfed.report.Durations;
import io.meshfed.report.SafeText;
import io.meshfed.tekton.Phase;
import io.meshfed.tekton.RunState;
import io.meshfed.tekton.RunVerdict;
import io.meshfed.tekton.Span;
import io.meshfed.tekton.StepState;
import io.meshfed.tekton.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A run as a tree: its tasks, those that run last, and the steps of a task that has several. */
final class RunTree {

    private final Instant now;
    private final Style style;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    private RunTree(RunState run, Instant now, Style style) {
        this.now = now;
        this.style = style;
        this.width =
                run.tasks().stream()
                        .mapToInt(task -> SafeText.of(task.name()).length())
                        .max()
                        .orElse(0);
    }

    static List<String> lines(RunState run, Instant now, Style style) {
        RunTree tree = new RunTree(run, now, style);
        tree.lines.add(tree.head(run));
        List<TaskState> first = run.tasks().stream().filter(task -> !task.last()).toList();
        List<TaskState> last = run.tasks().stream().filter(TaskState::last).toList();
        for (int i = 0; i < first.size(); i++) {
            boolean end = i == first.size() - 1 && last.isEmpty();
            tree.task(first.get(i), "", end);
        }
        if (!last.isEmpty()) {
            tree.lines.add("└─ finally");
            for (int i = 0; i < last.size(); i++) {
                tree.task(last.get(i), "   ", i == last.size() - 1);
            }
        }
        return tree.lines;
    }

    private String head(RunState run) {
        StringBuilder head = new StringBuilder();
        head.append(symbol(run.phase(), style)).append(" PipelineRun ");
        head.append(SafeText.of(run.name().toString())).append("  ").append(run.phase().label());
        String took = took(run.span());
        head.append(took.isEmpty() ? "" : " " + took);
        run.ignored(now)
                .map(RunTree::seconds)
                .ifPresent(time -> head.append(" for ").append(time).append(" to be taken up"));
        if (!run.asked().isEmpty() && !run.over()) {
            head.append("  asked to end: ").append(SafeText.of(run.asked()));
        }
        if (run.over() && !run.message().isEmpty()) {
            head.append("  ").append(style.faint(SafeText.of(run.message())));
        }
        return head.toString();
    }

    private void task(TaskState task, String indent, boolean end) {
        String name = SafeText.of(task.name());
        StringBuilder line = new StringBuilder(indent);
        line.append(end ? "└─ " : "├─ ").append(symbol(task.phase(), style)).append(" ");
        line.append(name).append(" ".repeat(width - name.length()));
        line.append("  %6s".formatted(took(task.span())));
        String what = what(task);
        line.append(what.isEmpty() ? "" : "  " + what);
        lines.add(line.toString().stripTrailing());
        if (task.steps().size() > 1) {
            for (StepState step : task.steps()) {
                lines.add(step(step, indent + (end ? "      " : "│     ")));
            }
        }
    }

    private String step(StepState step, String indent) {
        String code = step.phase() == Phase.FAILED ? "  exited with " + step.exitCode() : "";
        return "%s%s %s  %s%s"
                .formatted(
                        indent,
                        symbol(step.phase(), style),
                        SafeText.of(step.name()),
                        took(step.span()),
                        code)
                .stripTrailing();
    }

    /** What a glance needs beside the symbol. */
    static String what(TaskState task) {
        String retries = task.retries() == 0 ? "" : "  retry " + task.retries();
        return switch (task.phase()) {
            case FAILED, CANCELLED, TIMED_OUT ->
                    RunVerdict.why(task) + (task.tolerated() ? ", tolerated" : "") + retries;
            case SKIPPED -> "skipped: " + SafeText.of(task.message());
            case PENDING -> "pending" + retries;
            case RETRYING -> "trying again";
            case RUNNING -> "running" + retries;
            case SUCCEEDED, WAITING -> retries.strip();
        };
    }

    static String symbol(Phase phase, Style style) {
        return switch (phase) {
            case SUCCEEDED -> style.green("√");
            case FAILED, TIMED_OUT -> style.red("×");
            case CANCELLED, RETRYING -> style.yellow("‼");
            case SKIPPED -> style.faint("-");
            case RUNNING, PENDING -> "…";
            case WAITING -> style.faint("·");
        };
    }

    private String took(Span span) {
        return took(span, now);
    }

    /** Tekton's times are whole seconds. */
    static String took(Span span, Instant now) {
        return span.length(now).map(RunTree::seconds).orElse("");
    }

    private static String seconds(Duration length) {
        long seconds = length.toSeconds();
        return seconds == 0 ? "<1s" : Durations.text(Duration.ofSeconds(seconds));
    }
}
