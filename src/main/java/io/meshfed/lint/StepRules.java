package io.meshfed.lint;

import io.meshfed.lint.Variables.Reference;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What Tekton asks of the steps of a Task. */
final class StepRules {

    private static final List<String> NOT_WITH_REF =
            List.of(
                    "image",
                    "command",
                    "args",
                    "script",
                    "workingDir",
                    "env",
                    "volumeMounts",
                    "results");
    private static final Set<String> ON_ERROR = Set.of("continue", "stopAndFail");
    private static final Pattern STEP_RESULT =
            Pattern.compile("\\$\\(steps\\..*?\\.results\\..*?\\)");
    private static final Pattern ARTIFACTS =
            Pattern.compile(
                    "\\$\\((?:steps|tasks)\\.[^.]+\\.(?:inputs|outputs)\\.[^.)]+\\)"
                            + "|\\$\\((?:step\\.)?artifacts\\.path\\)");

    private final Findings findings;
    private final ParamUse params;

    StepRules(Findings findings, ParamUse params) {
        this.findings = findings;
        this.params = params;
    }

    void check(Value spec) {
        Value template = spec.at("stepTemplate");
        Set<String> taskResults = ResultRules.names(spec.itemsAt("results"));
        Set<String> names = new HashSet<>();
        boolean templateUsed = false;
        for (Value step : spec.itemsAt("steps")) {
            name(step, names);
            step(step, step.has("ref") ? Value.absent(template.place()) : template);
            texts(step);
            results(step, taskResults);
            templateUsed |= !step.has("ref");
        }
        if (templateUsed) {
            texts(template);
            mounts(template);
        }
    }

    private void name(Value step, Set<String> names) {
        Value name = step.at("name");
        if (name.text().isEmpty()) {
            return;
        }
        if (!Names.label(name.text())) {
            findings.add(
                    AdmissionRule.STEP_NAME,
                    name,
                    "'%s' is no name for a step".formatted(Findings.shown(name.text())));
        }
        if (!names.add(name.text())) {
            findings.add(
                    AdmissionRule.DUPLICATE_STEP,
                    name,
                    "two steps are named '%s'".formatted(Findings.shown(name.text())));
        }
    }

    private void step(Value step, Value template) {
        if (step.has("ref")) {
            new RefRules(findings).check(step.at("ref"));
            NOT_WITH_REF.forEach(field -> notWithRef(step, field));
        } else {
            inline(step, template);
        }
        timeout(step.at("timeout"));
        mounts(step);
        onError(step.at("onError"));
        new WhenRules(findings).check(step.itemsAt("when"));
        for (String stream : List.of("stdoutConfig", "stderrConfig")) {
            if (step.has(stream)) {
                alpha(step.at(stream), stream + " is alpha");
            }
        }
        if (step.textAt("script").strip().startsWith("#!win")) {
            alpha(step.at("script"), "scripts for Windows are alpha");
        }
    }

    private void notWithRef(Value step, String field) {
        Value value = step.at(field);
        boolean empty = value.items().isEmpty() && value.text().isEmpty();
        // Of env Tekton asks that it is not there at all; of the others that they are empty.
        if (value.present() && (field.equals("env") || !empty)) {
            findings.add(
                    AdmissionRule.STEP_REF_FIELD,
                    value,
                    "a step with ref cannot have %s".formatted(field));
        }
    }

    private void inline(Value step, Value template) {
        if (!step.itemsAt("params").isEmpty()) {
            findings.add(
                    AdmissionRule.STEP_PARAMS, step.at("params"), "params of a step without ref");
        }
        if (step.textAt("image").isEmpty() && template.textAt("image").isEmpty()) {
            findings.add(AdmissionRule.STEP_IMAGE, step.at("image"), "a step without image");
        }
        boolean command =
                !step.itemsAt("command").isEmpty() || !template.itemsAt("command").isEmpty();
        if (!step.textAt("script").isEmpty() && command) {
            findings.add(
                    AdmissionRule.SCRIPT_AND_COMMAND,
                    step.at("script"),
                    "a step with script and command");
        }
    }

    private void timeout(Value timeout) {
        if (Durations.of(timeout.text()).filter(Duration::isNegative).isPresent()) {
            findings.add(AdmissionRule.NEGATIVE_TIMEOUT, timeout, "a timeout of " + timeout.text());
        }
    }

    private void onError(Value value) {
        boolean fine = ON_ERROR.contains(value.text()) || value.text().startsWith("$(params");
        if (!value.text().isEmpty() && !fine) {
            findings.add(
                    AdmissionRule.STEP_ON_ERROR,
                    value,
                    "onError cannot be '%s'".formatted(Findings.shown(value.text())));
        }
        params.inWord(value);
    }

    private void mounts(Value container) {
        for (Value mount : container.itemsAt("volumeMounts")) {
            String path = WorkspaceRules.clean(mount.textAt("mountPath"));
            if (path.startsWith("/tekton/") && !path.startsWith("/tekton/home")) {
                findings.add(
                        AdmissionRule.MOUNT_PATH,
                        mount.at("mountPath"),
                        "%s belongs to Tekton".formatted(Findings.shown(path)));
            }
            if (mount.textAt("name").startsWith("tekton-internal-")) {
                findings.add(
                        AdmissionRule.MOUNT_NAME,
                        mount.at("name"),
                        "names that begin with tekton-internal- are Tekton's");
            }
        }
    }

    private void texts(Value container) {
        StepTexts texts = StepTexts.ofStep(container);
        texts.onlyStrings().forEach(params::inString);
        texts.elements().forEach(params::inElement);
        texts.all().forEach(this::context);
        for (Value text : texts.noStepResults()) {
            if (STEP_RESULT.matcher(text.text()).find()) {
                findings.add(
                        AdmissionRule.STEP_RESULT_PLACE,
                        text,
                        "the result of a step cannot be read in this field");
            }
        }
        for (Value text : texts.withArtifacts()) {
            if (ARTIFACTS.matcher(text.text()).find()) {
                alpha(text, "artifacts are alpha");
            }
        }
    }

    private void context(Value text) {
        ContextRules.check(findings, text, "context.taskRun", Set.of("name", "namespace", "uid"));
        ContextRules.check(findings, text, "context.task", Set.of("name", "retry-count"));
    }

    private void results(Value step, Set<String> taskResults) {
        Value script = step.at("script");
        unknownResults(script, "results", taskResults);
        if (step.has("results")) {
            List<Value> own = step.itemsAt("results");
            unknownResults(script, "step.results", ResultRules.names(own));
            new ResultRules(findings).ofStep(own);
        }
    }

    private void unknownResults(Value script, String prefix, Set<String> declared) {
        for (Reference reference : Variables.in(script.text(), prefix)) {
            if (reference.tooDeep() || !declared.contains(reference.bare())) {
                findings.add(
                        AdmissionRule.SCRIPT_RESULT,
                        script,
                        "%s refers to no declared result"
                                .formatted(Findings.shown(reference.expression())));
            }
        }
    }

    private void alpha(Value value, String problem) {
        findings.add(AdmissionRule.ALPHA_FEATURE, value, problem);
    }
}
