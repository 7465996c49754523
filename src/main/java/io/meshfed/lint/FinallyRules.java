package io.meshfed.lint;

import io.meshfed.lint.Expressions.TaskResult;
import java.util.List;
import java.util.Set;

/** What tasks of finally may read, and what nobody before them may. */
final class FinallyRules {

    private final Findings findings;

    FinallyRules(Findings findings) {
        this.findings = findings;
    }

    void check(Value spec) {
        List<Value> tasks = spec.itemsAt("tasks");
        List<Value> last = spec.itemsAt("finally");
        if (tasks.isEmpty() && !last.isEmpty()) {
            findings.add(AdmissionRule.FINALLY_ALONE, spec.at("finally"), "finally without tasks");
        }
        for (Value task : tasks) {
            readers(task).forEach(this::noStatus);
        }
        Set<String> names = GraphRules.names(tasks);
        for (Value task : last) {
            if (!task.itemsAt("runAfter").isEmpty()) {
                findings.add(
                        AdmissionRule.FINALLY_RUN_AFTER,
                        task.at("runAfter"),
                        "runAfter of a task in finally");
            }
            for (Value text : readers(task)) {
                results(text, names, GraphRules.names(last));
                statuses(text, names);
            }
        }
    }

    private static List<Value> readers(Value task) {
        return PipelineTaskRules.expressions(task);
    }

    private void noStatus(Value text) {
        for (String expression : Expressions.in(text.text())) {
            if (Expressions.status(expression)) {
                findings.add(
                        AdmissionRule.STATUS_IN_TASKS,
                        text,
                        "$(%s) is known in finally only".formatted(Findings.shown(expression)));
            }
        }
    }

    private void results(Value text, Set<String> tasks, Set<String> last) {
        for (TaskResult result : Expressions.results(text.text())) {
            if (last.contains(result.task())) {
                findings.add(
                        AdmissionRule.FINALLY_RESULT,
                        text,
                        "task '%s' runs in finally too".formatted(Findings.shown(result.task())));
            } else if (!tasks.contains(result.task())) {
                findings.add(
                        AdmissionRule.UNKNOWN_TASK,
                        text,
                        "there is no task '%s'".formatted(Findings.shown(result.task())));
            }
        }
    }

    private void statuses(Value text, Set<String> tasks) {
        for (String expression : Expressions.in(text.text())) {
            if (!Expressions.status(expression) || expression.equals("tasks.status")) {
                continue;
            }
            String task = expression.substring("tasks.".length(), expression.lastIndexOf('.'));
            if (!tasks.contains(task)) {
                findings.add(
                        AdmissionRule.STATUS_OF_UNKNOWN_TASK,
                        text,
                        "there is no task '%s' before finally".formatted(Findings.shown(task)));
            }
        }
    }
}
