package io.meshfed.lint;

import io.meshfed.lint.Variables.Reference;
import io.meshfed.model.Nearest;

/**
 * How texts may refer to params.
 *
 * @param declaredOnly whether a param must be declared: the specification inside of a run may use
 *     what the run brings
 */
record ParamUse(Findings findings, Params params, boolean declaredOnly) {

    private static final String PREFIX = "params";

    /** A text that becomes one text: arrays and objects have no place in it. */
    void inString(Value text) {
        check(text, false);
    }

    /** An element of a list, which a whole array may replace. */
    void inElement(Value text) {
        check(text, true);
    }

    /** A text of which Tekton asks nothing but that its params exist. */
    void inWord(Value text) {
        for (Reference reference : Variables.in(text.text(), PREFIX)) {
            exists(text, reference);
        }
    }

    private void check(Value text, boolean element) {
        for (Reference reference : Variables.in(text.text(), PREFIX)) {
            if (exists(text, reference)) {
                array(text, reference, element);
                object(text, reference);
            }
        }
    }

    boolean exists(Value text, Reference reference) {
        if (reference.tooDeep()) {
            findings.add(
                    AdmissionRule.UNKNOWN_PARAM,
                    text,
                    "%s has too many parts; a name with dots needs brackets: $(params[\"a.b\"])"
                            .formatted(Findings.shown(reference.expression())));
            return false;
        }
        if (declaredOnly && !params.has(reference.bare())) {
            findings.add(AdmissionRule.UNKNOWN_PARAM, text, undeclared(reference, params));
            return false;
        }
        return true;
    }

    static String undeclared(Reference reference, Params params) {
        String hint =
                Nearest.to(reference.bare(), params.names())
                        .map("; did you mean '%s'?"::formatted)
                        .orElse("");
        return "%s refers to no declared param%s"
                .formatted(Findings.shown(reference.expression()), hint);
    }

    private void array(Value text, Reference reference, boolean element) {
        boolean whole = params.is(withoutStar(reference), ParamType.ARRAY);
        if (whole && !(element && text.text().length() == firstIn(text).length())) {
            findings.add(
                    AdmissionRule.ARRAY_USE,
                    text,
                    "%s is an array, and cannot be a part of a text"
                            .formatted(Findings.shown(reference.expression())));
        }
    }

    private static String firstIn(Value text) {
        return Variables.in(text.text(), PREFIX).get(0).expression();
    }

    private static String withoutStar(Reference reference) {
        String name = reference.name();
        return name.endsWith(Variables.WHOLE)
                ? name.substring(0, name.length() - Variables.WHOLE.length())
                : name;
    }

    private void object(Value text, Reference reference) {
        String name = withoutStar(reference);
        if (!declaredOnly || !params.is(name, ParamType.OBJECT)) {
            return;
        }
        if (reference.key().isEmpty()) {
            findings.add(
                    AdmissionRule.OBJECT_USE,
                    text,
                    "%s is a whole object".formatted(Findings.shown(reference.expression())));
        } else if (params.named(name).stream()
                .noneMatch(spec -> spec.keys().contains(Variables.withoutIndex(reference.key())))) {
            findings.add(
                    AdmissionRule.UNKNOWN_KEY,
                    text,
                    "%s: the object has no such key"
                            .formatted(Findings.shown(reference.expression())));
        }
    }
}
