package io.meshfed.lint;

import io.meshfed.lint.Expressions.TaskResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks across files: what one hands to another is what the other asks for. */
final class PassingRules {

    private final Findings findings;
    private final Library library;

    PassingRules(Findings findings, Library library) {
        this.findings = findings;
        this.library = library;
    }

    void pipeline(Value spec, Params around) {
        Map<String, Set<String>> results = new HashMap<>();
        for (Value task : PipelineRules.tasks(spec)) {
            Value ref = task.at("taskRef");
            boolean custom =
                    PipelineTaskRules.custom(ref) || PipelineTaskRules.custom(task.at("taskSpec"));
            if (custom) {
                continue;
            }
            Optional<Manifest> receiver = receiver(Manifest.TASK, ref);
            receiver.ifPresent(found -> passed(task, task.at("name"), found, around));
            Optional<Value> receiving =
                    task.has("taskSpec")
                            ? Optional.of(task.at("taskSpec"))
                            : receiver.map(Manifest::spec);
            receiving.ifPresent(
                    it ->
                            results.put(
                                    task.textAt("name"), ResultRules.names(it.itemsAt("results"))));
        }
        for (Value text : readers(spec)) {
            results(text, results);
        }
    }

    private static List<Value> readers(Value spec) {
        List<Value> texts = new ArrayList<>();
        for (Value task : PipelineRules.tasks(spec)) {
            texts.addAll(PipelineTaskRules.expressions(task));
        }
        for (Value result : spec.itemsAt("results")) {
            texts.addAll(result.at("value").texts());
        }
        return texts;
    }

    private void results(Value text, Map<String, Set<String>> results) {
        for (TaskResult read : Expressions.results(text.text())) {
            Set<String> declared = results.get(read.task());
            if (declared != null && !declared.contains(read.result())) {
                findings.add(
                        RunRule.UNKNOWN_TASK_RESULT,
                        text,
                        "task '%s' has no result '%s'"
                                .formatted(
                                        Findings.shown(read.task()),
                                        Findings.shown(read.result())));
            }
        }
    }

    /** The steps of a Task that are StepActions. */
    void steps(Value spec, Around run) {
        Params around = run.declaredBy(spec).params();
        for (Value step : spec.itemsAt("steps")) {
            receiver(Manifest.STEP_ACTION, step.at("ref"))
                    .ifPresent(
                            action ->
                                    new Passed(findings, step, step.at("ref", "name"), action)
                                            .params(around));
        }
    }

    void run(Value spec, String kind, String field) {
        Value ref = spec.at(field);
        receiver(kind, ref).ifPresent(found -> passed(spec, ref, found, Params.NONE));
    }

    private void passed(Value giver, Value place, Manifest receiver, Params around) {
        Passed passed = new Passed(findings, giver, place, receiver);
        passed.params(around);
        passed.workspaces();
    }

    /** What a resolver brings may lie anywhere; by name it has to be on the cluster. */
    private Optional<Manifest> receiver(String kind, Value ref) {
        Value name = ref.at("name");
        if (name.text().isEmpty() || ref.has("resolver")) {
            return bundled(ref).flatMap(found -> library.find(kind, found, findings));
        }
        Optional<Manifest> found = library.find(kind, name.text(), findings);
        if (found.isEmpty()) {
            findings.add(
                    RunRule.MISSING_RESOURCE,
                    name,
                    "%s '%s' is not among the files".formatted(kind, Findings.shown(name.text())));
        }
        return found;
    }

    /** A bundle holds what these files hold, under the same names. */
    private static Optional<String> bundled(Value ref) {
        if (!ref.textAt("resolver").equals("bundles")) {
            return Optional.empty();
        }
        return ref.itemsAt("params").stream()
                .filter(param -> param.textAt("name").equals("name"))
                .map(param -> param.textAt("value"))
                .findFirst();
    }
}
