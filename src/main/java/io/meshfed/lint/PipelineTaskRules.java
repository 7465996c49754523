package io.meshfed.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Tekton asks of one task of a pipeline. */
final class PipelineTaskRules {

    private static final Set<String> ON_ERROR = Set.of("continue", "stopAndFail");
    private static final Set<String> TASK_KINDS = Set.of("", "Task");
    private static final Pattern API_VERSION = Pattern.compile("[^/]+/[^/]+");
    private static final Pattern WHOLE =
            Pattern.compile("\\$\\(params(?:\\.[\\w.-]+\\[\\*]|\\[([\"'])[\\w.-]+\\[\\*]\\1])\\)");

    private final Findings findings;
    private final Library library;
    private final Around usable;
    private final boolean declaredOnly;
    private final ParamUse use;

    PipelineTaskRules(Findings findings, Library library, Around usable, boolean declaredOnly) {
        this.findings = findings;
        this.library = library;
        this.usable = usable;
        this.declaredOnly = declaredOnly;
        this.use = new ParamUse(findings, usable.params(), declaredOnly);
    }

    void check(Value task) {
        refOrSpec(task);
        onError(task);
        retries(task.at("retries"));
        new WhenRules(findings).check(task.itemsAt("when"));
        new ParamRules(findings).given(task.itemsAt("params"), false);
        params(task);
        conditions(task);
        for (Value text : expressions(task)) {
            contexts(text);
            prefixes(text);
        }
    }

    private void refOrSpec(Value task) {
        for (String nested : List.of("pipelineRef", "pipelineSpec")) {
            if (task.has(nested)) {
                findings.add(
                        AdmissionRule.ALPHA_FEATURE,
                        task.at(nested),
                        "pipelines in pipelines are alpha");
                return;
            }
        }
        boolean ref = task.has("taskRef");
        boolean spec = task.has("taskSpec");
        if (ref == spec) {
            findings.add(
                    AdmissionRule.TASK_REF_OR_SPEC,
                    ref ? task.at("taskSpec") : task.at("name"),
                    ref
                            ? "a task with taskRef and taskSpec"
                            : "a task without taskRef or taskSpec");
        }
        if (custom(task.at("taskRef")) || custom(task.at("taskSpec"))) {
            customTask(ref ? task.at("taskRef") : task.at("taskSpec"));
            return;
        }
        if (ref) {
            new RefRules(findings).check(task.at("taskRef"));
        }
        if (spec) {
            new TaskRules(findings, library).embedded(task.at("taskSpec"), usable, declaredOnly);
        }
    }

    /** An apiVersion, or another kind than Task, makes it a custom one. */
    static boolean custom(Value refOrSpec) {
        return !TASK_KINDS.contains(refOrSpec.textAt("kind"))
                || !refOrSpec.textAt("apiVersion").isEmpty();
    }

    private void customTask(Value task) {
        boolean kind = !task.textAt("kind").isEmpty();
        boolean version = API_VERSION.matcher(task.textAt("apiVersion")).matches();
        boolean steps = !task.itemsAt("steps").isEmpty();
        if (!kind || !version || steps) {
            findings.add(
                    AdmissionRule.CUSTOM_TASK,
                    task,
                    steps
                            ? "a custom task with steps"
                            : "a custom task needs kind, and apiVersion as group/version");
        }
    }

    private void onError(Value task) {
        Value onError = task.at("onError");
        if (onError.text().isEmpty() || onError.text().startsWith("$(params")) {
            return;
        }
        if (!ON_ERROR.contains(onError.text())) {
            findings.add(
                    AdmissionRule.TASK_ON_ERROR,
                    onError,
                    "onError cannot be '%s'".formatted(Findings.shown(onError.text())));
        }
        boolean retried = task.has("retries") && !task.textAt("retries").matches("[-+]?0+|-\\d+");
        if (onError.text().equals("continue") && retried) {
            findings.add(
                    AdmissionRule.CONTINUE_WITH_RETRIES, onError, "onError: continue with retries");
        }
    }

    private void retries(Value retries) {
        if (retries.text().startsWith("-")) {
            findings.add(RunRule.NEGATIVE_RETRIES, retries, "retries of " + retries.text());
        }
    }

    private void params(Value task) {
        for (Value param : task.itemsAt("params")) {
            Value value = param.at("value");
            switch (ParamType.of(value)) {
                case ARRAY -> value.items().forEach(use::inElement);
                case OBJECT -> value.fields().values().forEach(use::inString);
                case STRING -> stringParam(value);
            }
        }
        for (Value param : task.itemsAt("matrix", "params")) {
            param.itemsAt("value").forEach(use::inElement);
        }
        for (Value include : task.itemsAt("matrix", "include")) {
            include.itemsAt("params").forEach(param -> use.inString(param.at("value")));
        }
    }

    /** The whole of an array or object may be handed on under a param that looks like a text. */
    private void stringParam(Value value) {
        if (WHOLE.matcher(value.text()).matches()) {
            use.inWord(value);
        } else {
            use.inString(value);
        }
    }

    private void conditions(Value task) {
        for (Value when : task.itemsAt("when")) {
            use.inString(when.at("input"));
            for (Value value : when.itemsAt("values")) {
                Matcher whole = WHOLE.matcher(value.text());
                if (whole.matches()) {
                    use.inElement(value);
                } else {
                    use.inString(value);
                }
            }
        }
    }

    /** Tekton looks for these in the last task only; a slip there is one everywhere. */
    private void contexts(Value text) {
        ContextRules.check(
                findings, text, "context.pipelineRun", Set.of("name", "namespace", "uid"));
        ContextRules.check(findings, text, "context.pipeline", Set.of("name"));
        ContextRules.check(findings, text, "context.pipelineTask", Set.of("retries"));
    }

    private void prefixes(Value text) {
        for (String expression : Expressions.in(text.text())) {
            String prefix = expression.split("\\.", 2)[0];
            if (!Expressions.PREFIXES.contains(prefix)) {
                findings.add(
                        AdmissionRule.VARIABLE_PREFIX,
                        text,
                        "$(%s) is no variable of a pipeline".formatted(Findings.shown(expression)));
            }
        }
    }

    /** The texts of params, matrix and conditions, where results and statuses can be read. */
    static List<Value> expressions(Value task) {
        List<Value> texts = new ArrayList<>();
        task.itemsAt("params").forEach(param -> texts.addAll(param.at("value").texts()));
        task.itemsAt("matrix", "params").forEach(param -> texts.addAll(param.at("value").texts()));
        for (Value include : task.itemsAt("matrix", "include")) {
            include.itemsAt("params").forEach(param -> texts.addAll(param.at("value").texts()));
        }
        for (Value when : task.itemsAt("when")) {
            texts.add(when.at("input"));
            texts.addAll(when.itemsAt("values"));
        }
        return texts;
    }
}
