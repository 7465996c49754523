package io.meshfed.lint;

import io.meshfed.lint.Variables.Reference;
import java.util.Set;

/** Variables of Tekton's own: {@code $(context.taskRun.name)} and the like. */
final class ContextRules {

    private ContextRules() {}

    static void check(Findings findings, Value text, String prefix, Set<String> known) {
        for (Reference reference : Variables.in(text.text(), prefix)) {
            if (reference.tooDeep() || !known.contains(reference.bare())) {
                findings.add(
                        AdmissionRule.CONTEXT_VARIABLE,
                        text,
                        "there is no %s".formatted(Findings.shown(reference.expression())));
            }
        }
    }
}
