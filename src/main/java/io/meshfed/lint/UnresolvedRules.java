package io.meshfed.lint;

import io.meshfed.lint.Variables.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables in fields that Tekton does not look at on admission. It leaves them as they are when a
 * run starts, and the program gets {@code $(params.typo)} as its argument.
 */
final class UnresolvedRules {

    private static final Pattern STEP_RESULT =
            Pattern.compile("\\$\\(steps\\.([^.)]+)\\.results\\.([^)]+)\\)");

    private final Findings findings;
    private final Library library;

    UnresolvedRules(Findings findings, Library library) {
        this.findings = findings;
        this.library = library;
    }

    void task(Value spec, Around usable) {
        Set<String> results = ResultRules.names(spec.itemsAt("results"));
        for (String part : List.of("steps", "stepTemplate", "sidecars", "volumes", "workspaces")) {
            for (Value text : texts(spec.at(part))) {
                params(text, usable.params());
                workspaces(text, usable.workspaces());
                results(text, "results", results);
            }
        }
        List<Value> before = new ArrayList<>();
        for (Value step : spec.itemsAt("steps")) {
            StepResults readable = StepResults.of(before, library, findings);
            texts(step).forEach(text -> stepResults(text, readable));
            Set<String> own = ResultRules.names(step.itemsAt("results"));
            texts(step).forEach(text -> results(text, "step.results", own));
            before.add(step);
        }
    }

    void stepAction(Value spec, Params params) {
        Set<String> results = ResultRules.names(spec.itemsAt("results"));
        for (Value text : texts(spec)) {
            params(text, params);
            workspaces(text, Set.of());
            results(text, "results", results);
            results(text, "step.results", results);
        }
    }

    /** A text of a pipeline. */
    void pipeline(Value text, Around usable) {
        params(text, usable.params());
        workspaces(text, usable.workspaces());
    }

    /** Descriptions may explain a variable without using it. */
    static List<Value> texts(Value value) {
        return value.texts().stream()
                .filter(text -> !text.place().path().endsWith("description"))
                .toList();
    }

    private void params(Value text, Params params) {
        for (Reference reference : Variables.in(text.text(), "params")) {
            if (!reference.tooDeep()
                    && !params.has(reference.bare())
                    && !findings.at(text.place())) {
                findings.add(
                        RunRule.UNRESOLVED_PARAM, text, ParamUse.undeclared(reference, params));
            }
        }
    }

    private void workspaces(Value text, Set<String> declared) {
        for (Reference reference : Variables.in(text.text(), "workspaces")) {
            if (!declared.contains(reference.bare())) {
                unresolved(RunRule.UNRESOLVED_WORKSPACE, text, reference, "workspace");
            }
        }
    }

    private void results(Value text, String prefix, Set<String> declared) {
        for (Reference reference : Variables.in(text.text(), prefix)) {
            if (!declared.contains(reference.bare()) && !findings.at(text.place())) {
                unresolved(RunRule.UNRESOLVED_RESULT, text, reference, "result");
            }
        }
    }

    private void unresolved(Rule rule, Value text, Reference reference, String kind) {
        findings.add(
                rule,
                text,
                "%s refers to no declared %s"
                        .formatted(Findings.shown(reference.expression()), kind));
    }

    private void stepResults(Value text, StepResults readable) {
        Matcher reference = STEP_RESULT.matcher(text.text());
        while (reference.find()) {
            String result = Variables.withoutIndex(reference.group(2));
            if (!readable.mayHave(reference.group(1), result) && !findings.at(text.place())) {
                findings.add(
                        RunRule.UNRESOLVED_STEP_RESULT,
                        text,
                        "%s names no result of an earlier step"
                                .formatted(Findings.shown(reference.group())));
            }
        }
    }
}
