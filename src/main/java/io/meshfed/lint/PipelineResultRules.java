package io.meshfed.lint;

import io.meshfed.lint.Expressions.TaskResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The results of a pipeline are results of its tasks. */
final class PipelineResultRules {

    private final Findings findings;

    PipelineResultRules(Findings findings) {
        this.findings = findings;
    }

    void check(Value spec) {
        Set<String> tasks = GraphRules.names(spec.itemsAt("tasks"));
        Set<String> last = GraphRules.names(spec.itemsAt("finally"));
        for (Value result : spec.itemsAt("results")) {
            Value value = result.at("value");
            List<String> found =
                    value.texts().stream()
                            .flatMap(text -> Expressions.in(text.text()).stream())
                            .filter(Expressions::looksLikeResult)
                            .toList();
            boolean readable =
                    found.stream().map(Expressions::result).allMatch(Optional::isPresent);
            if (found.isEmpty() || !readable || (value.scalar() && !nothingElse(value.text()))) {
                findings.add(
                        AdmissionRule.PIPELINE_RESULT,
                        value,
                        "the value is not made of results of tasks");
                continue;
            }
            for (Value text : value.texts()) {
                exist(text, tasks, last);
            }
        }
    }

    /** Every dollar sign begins the result of a task, and no text comes before the first. */
    private static boolean nothingElse(String text) {
        for (String part : text.split("\\$", -1)) {
            String inside = part.startsWith("(") ? part.substring(1) : part;
            String expression =
                    inside.endsWith(")") ? inside.substring(0, inside.length() - 1) : inside;
            if (!part.isEmpty() && Expressions.result(expression).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void exist(Value text, Set<String> tasks, Set<String> last) {
        for (TaskResult result : Expressions.results(text.text())) {
            Set<String> known = result.section().equals("tasks") ? tasks : last;
            if (!known.contains(result.task())) {
                findings.add(
                        AdmissionRule.UNKNOWN_TASK,
                        text,
                        "there is no task '%s' in %s"
                                .formatted(Findings.shown(result.task()), result.section()));
            }
        }
    }
}
