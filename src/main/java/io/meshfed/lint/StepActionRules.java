package io.meshfed.lint;

import java.util.List;

/** What Tekton asks of a StepAction. */
final class StepActionRules {

    private static final String PARAMS = "params";

    private final Findings findings;
    private final Library library;

    StepActionRules(Findings findings, Library library) {
        this.findings = findings;
        this.library = library;
    }

    void check(Value spec) {
        if (spec.textAt("image").isEmpty()) {
            findings.add(AdmissionRule.STEP_IMAGE, spec.at("image"), "a StepAction without image");
        }
        script(spec);
        List<Value> declared = spec.itemsAt(PARAMS);
        ParamRules rules = new ParamRules(findings);
        rules.declared(declared);
        rules.names(declared);
        rules.objectsHaveProperties(declared);
        Params params = Params.declared(declared);
        texts(spec, params);
        new ResultRules(findings).ofStep(spec.itemsAt("results"));
        mounts(spec);
        new UnresolvedRules(findings, library).stepAction(spec, params);
    }

    private void script(Value spec) {
        Value script = spec.at("script");
        if (script.text().isEmpty()) {
            return;
        }
        if (!spec.itemsAt("command").isEmpty()) {
            findings.add(
                    AdmissionRule.SCRIPT_AND_COMMAND,
                    script,
                    "a StepAction with script and command");
        }
        if (script.text().strip().startsWith("#!win")) {
            findings.add(AdmissionRule.ALPHA_FEATURE, script, "scripts for Windows are alpha");
        }
        if (!Variables.in(script.text(), PARAMS).isEmpty()) {
            findings.add(
                    AdmissionRule.STEPACTION_SCRIPT,
                    script,
                    "the script of a StepAction uses a param");
        }
        for (String prefix : List.of("results", "step.results")) {
            for (Variables.Reference reference : Variables.in(script.text(), prefix)) {
                if (!ResultRules.names(spec.itemsAt("results")).contains(reference.bare())) {
                    findings.add(
                            AdmissionRule.SCRIPT_RESULT,
                            script,
                            "%s refers to no declared result"
                                    .formatted(Findings.shown(reference.expression())));
                }
            }
        }
    }

    private void texts(Value spec, Params params) {
        ParamUse use = new ParamUse(findings, params, true);
        StepTexts texts = StepTexts.ofStepAction(spec);
        texts.onlyStrings().stream()
                .filter(text -> !text.place().path().endsWith("script"))
                .forEach(use::inString);
        texts.elements().forEach(use::inElement);
    }

    private void mounts(Value spec) {
        for (Value mount : spec.itemsAt("volumeMounts")) {
            Value name = mount.at("name");
            List<Variables.Reference> found = Variables.in(name.text(), PARAMS);
            if (found.size() != 1 || !found.get(0).expression().equals(name.text())) {
                findings.add(
                        AdmissionRule.STEPACTION_MOUNT,
                        name,
                        "the name of the volume is not one param and nothing else");
            }
        }
    }
}
