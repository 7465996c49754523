package io.meshfed.sandbox.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Checks what stands behind the question mark of a write. */
final class OptionsCheck {

    private static final int LONGEST_MANAGER = 128;

    private OptionsCheck() {}

    static void write(Request request, String verb) {
        String kind =
                switch (verb) {
                    case "create" -> "CreateOptions";
                    case "update" -> "UpdateOptions";
                    case "patch" -> "PatchOptions";
                    default -> "";
                };
        if (kind.isEmpty()) {
            return;
        }
        if (request.query().containsKey("dryRun")) {
            dryRun(kind, List.of(request.parameter("dryRun")));
        }
        List<Cause> causes = new ArrayList<>();
        boolean applies = request.contentType().startsWith("application/apply-patch");
        if (kind.equals("PatchOptions") && !applies && request.flag("force")) {
            causes.add(Cause.forbidden("force", "may not be specified for non-apply patch"));
        }
        manager(request.parameter("fieldManager"), causes);
        String validation = request.parameter("fieldValidation");
        List<String> known = List.of("Ignore", "Warn", "Strict");
        if (!validation.isEmpty() && !known.contains(validation)) {
            causes.add(Cause.unsupported("fieldValidation", validation, known));
        }
        if (!causes.isEmpty()) {
            throw ApiError.invalidOptions(kind, causes);
        }
    }

    static void dryRun(String kind, List<String> asked) {
        if (asked.stream().anyMatch(value -> !value.equals("All"))) {
            String go =
                    "[]string{%s}"
                            .formatted(String.join(", ", asked.stream().map(Json::write).toList()));
            Cause cause =
                    new Cause(
                            "FieldValueNotSupported",
                            "dryRun",
                            "Unsupported value: %s: supported values: \"All\"".formatted(go));
            throw ApiError.invalidOptions(kind, List.of(cause));
        }
    }

    private static void manager(String name, List<Cause> causes) {
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_MANAGER) {
            causes.add(
                    new Cause(
                            "FieldValueTooLong",
                            "fieldManager",
                            "Too long: must have at most %d bytes".formatted(LONGEST_MANAGER)));
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                causes.add(
                        Cause.invalid(
                                "fieldManager",
                                Json.write(name),
                                "invalid character U+%04X (at position %d)"
                                        .formatted((int) name.charAt(i), i)));
                return;
            }
        }
    }
}
