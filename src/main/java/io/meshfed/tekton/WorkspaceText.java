package io.meshfed.tekton;

import static java.util.Objects.requireNonNull;

import io.meshfed.report.SafeText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a workspace is bound to, read from {@code NAME=secret:S}, {@code NAME=configmap:C}, {@code
 * NAME=pvc:P[,subPath]} or {@code NAME=emptyDir}.
 *
 * @param source as a PipelineRun has it; empty when it could not be read
 * @param why it could not be read; empty when it could
 */
record WorkspaceText(String name, Map<String, Object> source, String why) {

    WorkspaceText {
        requireNonNull(name);
        source = Collections.unmodifiableMap(new LinkedHashMap<>(source));
        requireNonNull(why);
    }

    static WorkspaceText of(String text) {
        int sign = text.indexOf('=');
        if (sign < 1) {
            return wrong("", text);
        }
        String name = text.substring(0, sign);
        String[] parts = text.substring(sign + 1).split(":", 2);
        String object = parts.length > 1 ? parts[1] : "";
        return switch (parts[0]) {
            case "secret" -> bound(name, text, "secret", "secretName", object);
            case "configmap" -> bound(name, text, "configMap", "name", object);
            case "pvc" -> claim(name, text, object);
            case "emptyDir", "emptydir" ->
                    object.isEmpty()
                            ? new WorkspaceText(name, Map.of("emptyDir", Map.of()), "")
                            : wrong(name, text);
            default -> wrong(name, text);
        };
    }

    private static WorkspaceText bound(
            String name, String text, String kind, String key, String object) {
        return NameCheck.good(object)
                ? new WorkspaceText(name, Map.of(kind, Map.of(key, object)), "")
                : wrong(name, text);
    }

    private static WorkspaceText claim(String name, String text, String object) {
        String[] parts = object.split(",", 2);
        if (!NameCheck.good(parts[0])) {
            return wrong(name, text);
        }
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("persistentVolumeClaim", Map.of("claimName", parts[0]));
        if (parts.length > 1 && !parts[1].isEmpty()) {
            source.put("subPath", parts[1]);
        }
        return new WorkspaceText(name, source, "");
    }

    private static WorkspaceText wrong(String name, String text) {
        return new WorkspaceText(
                name,
                Map.of(),
                "--workspace '%s' is not of the form NAME=secret:S, NAME=configmap:C, NAME=pvc:P[,subPath] or NAME=emptyDir"
                        .formatted(SafeText.of(text)));
    }

    Optional<String> problem() {
        return why.isEmpty() ? Optional.empty() : Optional.of(why);
    }
}
