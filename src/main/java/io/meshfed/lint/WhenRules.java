package io.meshfed.lint;

import java.util.List;
import java.util.Set;

/** Conditions of steps and of tasks of a pipeline. */
final class WhenRules {

    private static final Set<String> OPERATORS = Set.of("in", "notin");

    private final Findings findings;

    WhenRules(Findings findings) {
        this.findings = findings;
    }

    void check(List<Value> conditions) {
        for (Value when : conditions) {
            if (!when.textAt("cel").isEmpty()) {
                findings.add(
                        AdmissionRule.ALPHA_FEATURE, when.at("cel"), "conditions in CEL are alpha");
            } else if (!OPERATORS.contains(when.textAt("operator"))) {
                findings.add(
                        AdmissionRule.WHEN,
                        when.at("operator"),
                        "there is no operator '%s'"
                                .formatted(Findings.shown(when.textAt("operator"))));
            } else if (when.itemsAt("values").isEmpty()) {
                findings.add(AdmissionRule.WHEN, when.at("values"), "a condition without values");
            }
        }
    }
}
