package io.meshfed.lint;

import java.util.List;

/** Sidecars: Tekton asks little of them. */
final class SidecarRules {

    /** Tekton's own, when results come from logs. */
    private static final String RESERVED = "tekton-log-results";

    private final Findings findings;

    SidecarRules(Findings findings) {
        this.findings = findings;
    }

    void check(List<Value> sidecars) {
        for (Value sidecar : sidecars) {
            if (sidecar.textAt("name").equals(RESERVED)) {
                wrong(sidecar.at("name"), "'%s' is Tekton's own sidecar".formatted(RESERVED));
            }
            if (sidecar.textAt("image").isEmpty()) {
                wrong(sidecar.at("image"), "a sidecar without image");
            }
            boolean both =
                    !sidecar.textAt("script").isEmpty() && !sidecar.itemsAt("command").isEmpty();
            if (both) {
                wrong(sidecar.at("script"), "a sidecar with script and command");
            }
        }
    }

    private void wrong(Value value, String problem) {
        findings.add(AdmissionRule.SIDECAR, value, problem);
    }
}
