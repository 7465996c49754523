package io.meshfed.lint;

import java.util.Set;

/** What the CRDs ask for and Tekton's own admission does not miss. */
final class RequiredRules {

    /** The CRDs leave these open. */
    private static final Set<String> OPEN =
            Set.of("taskSpec", "pipelineSpec", "metadata", "status");

    private final Findings findings;

    RequiredRules(Findings findings) {
        this.findings = findings;
    }

    void check(Value value, String type) {
        if (type.startsWith("[")) {
            String inner = type.substring(1, type.length() - 1);
            value.items().forEach(item -> check(item, inner));
        } else if (Shapes.known(type) && value.kind() == Value.Kind.MAP) {
            Shapes.required(type).forEach(field -> present(value.at(field), field));
            value.fields()
                    .forEach(
                            (name, field) -> {
                                if (!OPEN.contains(name)) {
                                    check(field, Shapes.field(type, name));
                                }
                            });
        }
    }

    /** What another rule has found missing there is not told twice. */
    private void present(Value field, String name) {
        if (!field.present() && !findings.at(field.place())) {
            findings.add(RunRule.MISSING_FIELD, field, "no %s".formatted(name));
        }
    }
}
