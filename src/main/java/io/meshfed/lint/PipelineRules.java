package io.meshfed.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Tekton asks of the specification of a Pipeline, wherever it stands. */
final class PipelineRules {

    private final Findings findings;
    private final Library library;

    PipelineRules(Findings findings, Library library) {
        this.findings = findings;
        this.library = library;
    }

    /** A Pipeline of its own: everything it uses is declared in it. */
    void pipeline(Value spec) {
        Params params = Params.declared(spec.itemsAt("params"));
        embedded(spec, params, true);
        Set<String> workspaces = WorkspaceRules.names(spec.itemsAt("workspaces"));
        UnresolvedRules unresolved = new UnresolvedRules(findings, library);
        for (Value task : tasks(spec)) {
            new WorkspaceRules(findings).pipelineTask(task, workspaces);
            task.fields()
                    .forEach(
                            (field, value) -> {
                                if (!field.equals("taskSpec")) {
                                    UnresolvedRules.texts(value)
                                            .forEach(
                                                    text ->
                                                            unresolved.pipeline(
                                                                    text, params, workspaces));
                                }
                            });
        }
    }

    /**
     * @param usable all params that its tasks may refer to
     * @param declaredOnly whether nothing else may be used
     */
    void embedded(Value spec, Params usable, boolean declaredOnly) {
        if (spec.fields().isEmpty()) {
            findings.add(AdmissionRule.EMPTY_PIPELINE, spec, "a Pipeline without anything in it");
        }
        ParamRules params = new ParamRules(findings);
        params.declared(spec.itemsAt("params"));
        params.enums(spec.itemsAt("params"));
        new WorkspaceRules(findings).pipeline(spec);
        PipelineTaskRules rules = new PipelineTaskRules(findings, library, usable, declaredOnly);
        Set<String> names = new HashSet<>();
        for (Value task : tasks(spec)) {
            name(task.at("name"), names);
            rules.check(task);
        }
        new MatrixRules(findings).check(spec.itemsAt("tasks"));
        new MatrixRules(findings).check(spec.itemsAt("finally"));
        new GraphRules(findings).check(spec.itemsAt("tasks"), spec.itemsAt("finally"));
        new FinallyRules(findings).check(spec);
        new PipelineResultRules(findings).check(spec);
        new PassingRules(findings, library).pipeline(spec, usable);
    }

    /** Those of tasks, then those of finally. */
    static List<Value> tasks(Value spec) {
        List<Value> all = new ArrayList<>(spec.itemsAt("tasks"));
        all.addAll(spec.itemsAt("finally"));
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
