package io.meshfed.lint;

import java.util.regex.Pattern;

/** References to Tasks, Pipelines and StepActions: by name on the cluster, or by a resolver. */
final class RefRules {

    private static final Pattern LIKE_URL = Pattern.compile("[\\w-]+://*");

    private final Findings findings;

    RefRules(Findings findings) {
        this.findings = findings;
    }

    void check(Value ref) {
        if (!ref.present()) {
            return;
        }
        Value name = ref.at("name");
        boolean named = !name.text().isEmpty();
        boolean resolver = !ref.textAt("resolver").isEmpty();
        if (ref.has("params")) {
            if (!resolver) {
                wrong(ref.at("params"), "params of a reference without resolver");
            }
            new ParamRules(findings).given(ref.itemsAt("params"), true);
        }
        if (named && (resolver || ref.has("params"))) {
            wrong(name, "a reference with a name and a resolver");
        } else if (named
                && (LIKE_URL.matcher(name.text()).find() || !Names.qualified(name.text()))) {
            wrong(name, "'%s' is no name on a cluster".formatted(Findings.shown(name.text())));
        } else if (!named && !resolver && !ref.has("params")) {
            wrong(name, "a reference without name");
        }
    }

    private void wrong(Value value, String problem) {
        findings.add(AdmissionRule.REF, value, problem);
    }
}
