package io.meshfed.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Tekton asks of the specification of a Pipeline, wherever it stands. */
final class PipelineRules {

    static final String TASKS = "tasks";
    static final String FINALLY = "finally";

    private final Findings findings;
    private final Library library;

    PipelineRules(Findings findings, Library library) {
        this.findings = findings;
        this.library = library;
    }

    /** A Pipeline of its own: everything it uses is declared in it. */
    void pipeline(Value spec) {
        Around usable = Around.NOTHING.declaredBy(spec);
        embedded(spec, usable, Set.of(TASKS, FINALLY));
        Set<String> workspaces = WorkspaceRules.names(spec.itemsAt("workspaces"));
        for (Value task : tasks(spec)) {
            new WorkspaceRules(findings).pipelineTask(task, workspaces);
            task.fields().forEach((field, value) -> unresolved(field, value, usable));
        }
    }

    private void unresolved(String field, Value value, Around usable) {
        if (!field.equals("taskSpec")) {
            UnresolvedRules rules = new UnresolvedRules(findings, library);
            UnresolvedRules.texts(value).forEach(text -> rules.pipeline(text, usable));
        }
    }

    /**
     * @param usable all that its tasks may refer to
     * @param declaredIn the sections where nothing else may be used
     */
    void embedded(Value spec, Around usable, Set<String> declaredIn) {
        if (spec.fields().isEmpty()) {
            findings.add(AdmissionRule.EMPTY_PIPELINE, spec, "a Pipeline without anything in it");
        }
        ParamRules params = new ParamRules(findings);
        params.declared(spec.itemsAt("params"));
        params.enums(spec.itemsAt("params"));
        new WorkspaceRules(findings).pipeline(spec);
        tasks(spec, usable, declaredIn);
        new MatrixRules(findings).check(spec.itemsAt(TASKS));
        new MatrixRules(findings).check(spec.itemsAt(FINALLY));
        new GraphRules(findings).check(spec.itemsAt(TASKS), spec.itemsAt(FINALLY));
        new FinallyRules(findings).check(spec);
        new PipelineResultRules(findings).check(spec);
        new PassingRules(findings, library).pipeline(spec, usable.params());
    }

    private void tasks(Value spec, Around usable, Set<String> declaredIn) {
        Set<String> names = new HashSet<>();
        for (String section : List.of(TASKS, FINALLY)) {
            boolean declaredOnly = declaredIn.contains(section);
            PipelineTaskRules rules =
                    new PipelineTaskRules(findings, library, usable, declaredOnly);
            for (Value task : spec.itemsAt(section)) {
                name(task.at("name"), names);
                rules.check(task);
            }
        }
    }

    /** Those of tasks, then those of finally. */
    static List<Value> tasks(Value spec) {
        List<Value> all = new ArrayList<>(spec.itemsAt(TASKS));
        all.addAll(spec.itemsAt(FINALLY));
        return all;
    }

    private void name(Value name, Set<String> names) {
        if (!Names.label(name.text())) {
            findings.add(
                    AdmissionRule.TASK_NAME,
                    name,
                    name.text().isEmpty()
                            ? "a task without name"
                            : "'%s' is no name for a task".formatted(Findings.shown(name.text())));
        } else if (!names.add(name.text())) {
            findings.add(
                    AdmissionRule.DUPLICATE_TASK,
                    name,
                    "two tasks are named '%s'".formatted(Findings.shown(name.text())));
        }
    }
}
