package io.meshfed.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Results as Tasks, steps and StepActions declare them. */
final class ResultRules {

    private static final Pattern STEP_RESULT =
            Pattern.compile("\\$\\(steps\\.(.*?)\\.results\\.(.*?)\\)");

    private final Findings findings;

    ResultRules(Findings findings) {
        this.findings = findings;
    }

    static Set<String> names(List<Value> results) {
        Set<String> names = new HashSet<>();
        results.forEach(result -> names.add(result.textAt("name")));
        return names;
    }

    void ofStep(List<Value> results) {
        results.forEach(this::result);
    }

    void ofTask(Value spec, Library library) {
        for (Value result : spec.itemsAt("results")) {
            result(result);
            value(result.at("value"), spec, library);
        }
    }

    private void result(Value result) {
        Value name = result.at("name");
        if (!Names.result(name.text())) {
            findings.add(
                    AdmissionRule.RESULT_NAME,
                    name,
                    "'%s' is no name for a result".formatted(Findings.shown(name.text())));
            return;
        }
        Value type = result.at("type");
        if (!type.text().isEmpty() && ParamType.named(type.text()).isEmpty()) {
            wrongType(type, "there is no type '%s'".formatted(Findings.shown(type.text())));
        }
        if (type.text().equals(ParamType.OBJECT.word())) {
            properties(result);
        }
    }

    private void properties(Value result) {
        if (!result.has("properties")) {
            wrongType(result.at("type"), "an object without properties");
        }
        for (Value property : result.at("properties").fields().values()) {
            String type = property.textAt("type");
            if (!type.isEmpty() && !type.equals(ParamType.STRING.word())) {
                wrongType(property.at("type"), "keys of an object hold strings");
            }
        }
    }

    private void wrongType(Value value, String problem) {
        findings.add(AdmissionRule.RESULT_TYPE, value, problem);
    }

    private void value(Value value, Value spec, Library library) {
        if (!value.present() || (value.scalar() && value.text().isEmpty())) {
            return;
        }
        Matcher reference = STEP_RESULT.matcher(value.text());
        if (ParamType.of(value) != ParamType.STRING || !reference.find()) {
            findings.add(AdmissionRule.RESULT_VALUE, value, "the value names no result of a step");
            return;
        }
        String step = reference.group(1);
        String result = Variables.withoutIndex(reference.group(2));
        if (!Names.label(step) || !Names.result(reference.group(2))) {
            findings.add(
                    AdmissionRule.RESULT_VALUE,
                    value,
                    "%s is not the form that is read".formatted(Findings.shown(reference.group())));
        } else if (!StepResults.of(spec, library, findings).mayHave(step, result)) {
            findings.add(
                    RunRule.RESULT_WITHOUT_STEP,
                    value,
                    "%s names no result of a step of this Task"
                            .formatted(Findings.shown(reference.group())));
        }
    }
}
