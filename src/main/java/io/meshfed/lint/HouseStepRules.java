package io.meshfed.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How our steps run: without a shell, without rights, without surprises. */
final class HouseStepRules {

    private static final Pattern PINNED_IMAGE =
            Pattern.compile("[a-z0-9.-]+(:\\d+)?/[\\w./-]+:[\\w.-]+@sha256:[0-9a-f]{64}");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "busybox", "env");

    /** The one workspace that is written to. */
    private static final String OUTPUT = "output";

    private final Findings findings;

    HouseStepRules(Findings findings) {
        this.findings = findings;
    }

    void task(Value spec) {
        Value template = spec.at("stepTemplate");
        for (Value step : spec.itemsAt("steps")) {
            resources(step, template);
            if (!step.has("ref")) {
                container(step, template);
            }
            secrets(step);
        }
        secrets(template);
        for (Value workspace : spec.itemsAt("workspaces")) {
            boolean written = workspace.textAt("name").equals(OUTPUT);
            if (!written && !workspace.textAt("readOnly").equals("true")) {
                findings.add(
                        HouseRule.WORKSPACE_WRITABLE,
                        workspace.at("name"),
                        "workspace '%s' can be written to"
                                .formatted(Findings.shown(workspace.textAt("name"))));
            }
        }
    }

    void stepAction(Value spec) {
        container(spec, Value.absent(spec.place()));
        secrets(spec);
    }

    private void container(Value step, Value template) {
        if (!step.textAt("script").isEmpty()) {
            findings.add(HouseRule.SCRIPT, step.at("script"), "a script");
        } else {
            command(has(step, template, "command"));
        }
        Value image = has(step, template, "image");
        if (!image.text().isEmpty() && !PINNED_IMAGE.matcher(image.text()).matches()) {
            findings.add(
                    HouseRule.IMAGE,
                    image,
                    "%s is not pinned by tag and digest".formatted(Findings.shown(image.text())));
        }
        security(step.at("securityContext"), template.at("securityContext"));
    }

    private static Value has(Value step, Value template, String field) {
        return step.has(field) || !template.has(field) ? step.at(field) : template.at(field);
    }

    private void command(Value command) {
        String program = command.items().isEmpty() ? "" : command.items().get(0).text();
        String base = program.substring(program.lastIndexOf('/') + 1);
        if (!program.startsWith("/")) {
            findings.add(
                    HouseRule.COMMAND,
                    command,
                    program.isEmpty()
                            ? "no command"
                            : "%s is no absolute path".formatted(Findings.shown(program)));
        } else if (SHELLS.contains(base)) {
            findings.add(HouseRule.COMMAND, command, "%s is a shell".formatted(base));
        }
    }

    private void security(Value own, Value shared) {
        List<String> wrong = new ArrayList<>();
        expect(own, shared, "true", wrong, "runAsNonRoot");
        expect(own, shared, "false", wrong, "allowPrivilegeEscalation");
        expect(own, shared, "true", wrong, "readOnlyRootFilesystem");
        expect(own, shared, "RuntimeDefault", wrong, "seccompProfile", "type");
        Value drop = either(own, shared, "capabilities", "drop");
        if (drop.items().stream().noneMatch(item -> item.text().equals("ALL"))) {
            wrong.add("capabilities.drop: [ALL]");
        }
        // restricted-v2 of OpenShift chooses a number from the namespace's range and refuses
        // others.
        if (either(own, shared, "runAsUser").present()) {
            wrong.add("no runAsUser");
        }
        if (!wrong.isEmpty()) {
            findings.add(
                    HouseRule.SECURITY,
                    own.present() || !shared.present() ? own : shared,
                    "the security context lacks " + String.join(", ", wrong));
        }
    }

    private static Value either(Value own, Value shared, String... path) {
        return own.at(path).present() ? own.at(path) : shared.at(path);
    }

    private static void expect(
            Value own, Value shared, String wanted, List<String> wrong, String... path) {
        if (!either(own, shared, path).text().equals(wanted)) {
            wrong.add("%s: %s".formatted(String.join(".", path), wanted));
        }
    }

    private void resources(Value step, Value template) {
        Value own = step.at("computeResources");
        Value shared = step.has("ref") ? own : template.at("computeResources");
        String request = either(own, shared, "requests", "memory").text();
        String limit = either(own, shared, "limits", "memory").text();
        boolean cpuLimit = either(own, shared, "limits", "cpu").present();
        if (request.isEmpty() || !request.equals(limit) || cpuLimit) {
            findings.add(
                    HouseRule.RESOURCES,
                    own.present() || !shared.present() ? own : shared,
                    cpuLimit
                            ? "a limit for cpu"
                            : "memory is not requested as it is limited (%s, %s)"
                                    .formatted(told(request), told(limit)));
        }
    }

    private static String told(String amount) {
        return amount.isEmpty() ? "nothing" : Findings.shown(amount);
    }

    private void secrets(Value container) {
        if (!container.itemsAt("envFrom").isEmpty()) {
            findings.add(
                    HouseRule.SECRET_ENV, container.at("envFrom"), "variables from a whole object");
        }
        for (Value variable : container.itemsAt("env")) {
            Value secret = variable.at("valueFrom", "secretKeyRef");
            if (secret.present()) {
                findings.add(
                        HouseRule.SECRET_ENV,
                        secret,
                        "variable '%s' holds a secret"
                                .formatted(Findings.shown(variable.textAt("name"))));
            }
        }
    }
}
