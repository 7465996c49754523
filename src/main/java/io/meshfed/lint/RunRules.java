package io.meshfed.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What Tekton asks of a PipelineRun or TaskRun. */
final class RunRules {

    private static final Set<String> PIPELINE_STATUS =
            Set.of("PipelineRunPending", "Cancelled", "CancelledRunFinally", "StoppedRunFinally");
    private static final Set<String> TASK_STATUS = Set.of("TaskRunCancelled", "TaskRunPending");

    private final Findings findings;
    private final Library library;

    RunRules(Findings findings, Library library) {
        this.findings = findings;
        this.library = library;
    }

    void pipelineRun(Value spec) {
        refOrSpec(spec, "pipelineRef", "pipelineSpec");
        new ParamRules(findings).given(spec.itemsAt("params"), true);
        for (Value param : spec.itemsAt("params")) {
            param.at("value").texts().forEach(this::noResult);
        }
        if (spec.has("pipelineSpec")) {
            inline(spec);
        }
        new WorkspaceRules(findings).run(spec.itemsAt("workspaces"), false);
        status(spec.at("status"), PIPELINE_STATUS);
        for (Value task : spec.itemsAt("taskRunSpecs")) {
            stepSpecs(task);
        }
        new TimeoutRules(findings).pipelineRun(spec, library);
        new PassingRules(findings, library).run(spec, Manifest.PIPELINE, "pipelineRef");
    }

    /**
     * What the run gives reaches into the specification without being declared there. Of finally
     * Tekton does not ask that params are declared.
     */
    private void inline(Value spec) {
        Value pipeline = spec.at("pipelineSpec");
        Around usable = Around.run(spec).declaredBy(pipeline);
        for (Value task : pipeline.itemsAt("tasks")) {
            usable = usable.and(Params.given(task.itemsAt("params")));
            usable = usable.and(Params.declared(task.itemsAt("taskSpec", "params")));
        }
        new PipelineRules(findings, library)
                .embedded(pipeline, usable, Set.of(PipelineRules.TASKS));
    }

    void taskRun(Value spec) {
        refOrSpec(spec, "taskRef", "taskSpec");
        new ParamRules(findings).given(spec.itemsAt("params"), true);
        if (spec.has("taskSpec")) {
            Around around = Around.run(spec);
            new TaskRules(findings, library).embedded(spec.at("taskSpec"), around, true);
            new PassingRules(findings, library).steps(spec.at("taskSpec"), around);
        }
        new WorkspaceRules(findings).run(spec.itemsAt("workspaces"), true);
        if (spec.has("debug")) {
            findings.add(AdmissionRule.ALPHA_FEATURE, spec.at("debug"), "debug is alpha");
        }
        stepSpecs(spec);
        status(spec.at("status"), TASK_STATUS);
        if (spec.textAt("status").isEmpty() && !spec.textAt("statusMessage").isEmpty()) {
            findings.add(
                    AdmissionRule.RUN_STATUS,
                    spec.at("statusMessage"),
                    "statusMessage without status");
        }
        if (spec.textAt("retries").startsWith("-")) {
            findings.add(
                    AdmissionRule.RUN_RETRIES,
                    spec.at("retries"),
                    "retries of " + spec.textAt("retries"));
        }
        new TimeoutRules(findings).notNegative(spec.at("timeout"));
        new PassingRules(findings, library).run(spec, Manifest.TASK, "taskRef");
    }

    private void refOrSpec(Value spec, String refField, String specField) {
        boolean ref = spec.has(refField);
        if (ref == spec.has(specField)) {
            findings.add(
                    AdmissionRule.RUN_REF_OR_SPEC,
                    ref ? spec.at(specField) : spec,
                    "a run %s"
                            .formatted(
                                    ref
                                            ? "with %s and %s".formatted(refField, specField)
                                            : "without %s or %s".formatted(refField, specField)));
        }
        new RefRules(findings).check(spec.at(refField));
    }

    private void noResult(Value text) {
        for (String expression : Expressions.in(text.text())) {
            if (Expressions.result(expression).isPresent()) {
                findings.add(
                        AdmissionRule.RUN_RESULT_PARAM,
                        text,
                        "$(%s) in a param of a run".formatted(Findings.shown(expression)));
            }
        }
    }

    private void status(Value status, Set<String> known) {
        if (!status.text().isEmpty() && !known.contains(status.text())) {
            findings.add(
                    AdmissionRule.RUN_STATUS,
                    status,
                    "there is no status '%s'".formatted(Findings.shown(status.text())));
        }
    }

    private void stepSpecs(Value spec) {
        for (String field : List.of("stepSpecs", "sidecarSpecs")) {
            Set<String> seen = new HashSet<>();
            for (Value step : spec.itemsAt(field)) {
                String name = step.textAt("name");
                if (name.isEmpty() || !seen.add(name.toLowerCase(Locale.ROOT))) {
                    findings.add(
                            AdmissionRule.STEP_SPECS,
                            step.at("name"),
                            name.isEmpty()
                                    ? "resources of a step without name"
                                    : "resources of step '%s' are there twice"
                                            .formatted(Findings.shown(name)));
                }
            }
        }
        boolean perStep =
                spec.itemsAt("stepSpecs").stream()
                        .anyMatch(step -> !step.at("computeResources").fields().isEmpty());
        if (spec.has("computeResources") && perStep) {
            findings.add(
                    AdmissionRule.STEP_SPECS,
                    spec.at("computeResources"),
                    "computeResources of the Task and of a step");
        }
    }
}
