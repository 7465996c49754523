package io.meshfed.lint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Params as they are declared and given. */
final class ParamRules {

    private static final Pattern NAME = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9.-]*");
    private static final Pattern OBJECT_NAME = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9-]*");

    private final Findings findings;

    ParamRules(Findings findings) {
        this.findings = findings;
    }

    /** What holds for the params of Tasks, StepActions and Pipelines. */
    void declared(List<Value> specs) {
        Map<String, String> seen = new HashMap<>();
        for (Value spec : specs) {
            type(spec);
            properties(spec);
            String name = spec.textAt("name");
            String twin = seen.put(name.toLowerCase(Locale.ROOT), name);
            if (name.equals(twin)) {
                findings.add(
                        AdmissionRule.DUPLICATE_PARAM,
                        spec.at("name"),
                        "param '%s' is declared twice".formatted(Findings.shown(name)));
            } else if (twin != null) {
                findings.add(
                        RunRule.PARAM_CASE,
                        spec.at("name"),
                        "params '%s' and '%s' differ in case only"
                                .formatted(Findings.shown(twin), Findings.shown(name)));
            }
        }
    }

    private void type(Value spec) {
        Value type = spec.at("type");
        if (!type.text().isEmpty() && ParamType.named(type.text()).isEmpty()) {
            findings.add(
                    AdmissionRule.PARAM_TYPE,
                    type,
                    "there is no type '%s'".formatted(Findings.shown(type.text())));
            return;
        }
        Value fallback = spec.at("default");
        ParamType declared = ParamSpec.of(spec).type();
        if (fallback.present() && ParamType.of(fallback) != declared) {
            findings.add(
                    AdmissionRule.PARAM_DEFAULT,
                    fallback,
                    "param '%s' is of type %s, its default of type %s"
                            .formatted(
                                    Findings.shown(spec.textAt("name")),
                                    declared.word(),
                                    ParamType.of(fallback).word()));
        }
    }

    private void properties(Value spec) {
        for (Value property : spec.at("properties").fields().values()) {
            Value type = property.at("type");
            if (!type.text().isEmpty() && !type.text().equals(ParamType.STRING.word())) {
                findings.add(
                        AdmissionRule.OBJECT_PROPERTIES, type, "keys of an object hold strings");
            }
        }
    }

    /** Tekton asks this of Tasks and StepActions; of Pipelines it does not. */
    void names(List<Value> specs) {
        for (Value spec : specs) {
            boolean object = ParamSpec.of(spec).type() == ParamType.OBJECT;
            Value name = spec.at("name");
            name(name, name.text(), object ? OBJECT_NAME : NAME);
            if (object) {
                spec.at("properties")
                        .fields()
                        .forEach((key, property) -> name(property, key, OBJECT_NAME));
            }
        }
    }

    private void name(Value place, String name, Pattern format) {
        if (!format.matcher(name).matches()) {
            findings.add(
                    AdmissionRule.PARAM_NAME,
                    place,
                    "'%s' is no name for a param".formatted(Findings.shown(name)));
        }
    }

    void objectsHaveProperties(List<Value> specs) {
        for (Value spec : specs) {
            boolean object = ParamSpec.of(spec).type() == ParamType.OBJECT;
            if (object && !spec.has("properties")) {
                findings.add(
                        AdmissionRule.OBJECT_PROPERTIES,
                        spec.at("name"),
                        "param '%s' is an object without properties"
                                .formatted(Findings.shown(spec.textAt("name"))));
            }
        }
    }

    /** Only where the feature flag enable-param-enum is set, which it is not. */
    void enums(List<Value> specs) {
        for (Value spec : specs) {
            if (!spec.itemsAt("enum").isEmpty()) {
                findings.add(
                        AdmissionRule.ALPHA_FEATURE,
                        spec.at("enum"),
                        "enum of params is alpha; describe the values instead");
            }
        }
    }

    /**
     * @param anyCase whether names that differ in case only are the same one
     */
    void given(List<Value> params, boolean anyCase) {
        Set<String> seen = new HashSet<>();
        for (Value param : params) {
            String name = param.textAt("name");
            if (!seen.add(anyCase ? name.toLowerCase(Locale.ROOT) : name)) {
                findings.add(
                        AdmissionRule.DUPLICATE_PARAM,
                        param.at("name"),
                        "param '%s' is given twice".formatted(Findings.shown(name)));
            }
        }
    }
}
