package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks what is to be applied from the server side: more strictly than what is only written. */
final class AppliedCheck {

    private AppliedCheck() {}

    static void check(Target target, Map<String, Object> config) {
        if (target.options().manager().isEmpty()) {
            throw new ApiError(
                    422,
                    "Invalid",
                    "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch",
                    Map.of(
                            "group",
                            "meta.k8s.io",
                            "kind",
                            "PatchOptions",
                            "causes",
                            List.of(
                                    Map.of(
                                            "reason",
                                            "FieldValueRequired",
                                            "message",
                                            "Required value: is required for apply patch",
                                            "field",
                                            "fieldManager"))));
        }
        Object managed = Trees.value(config, "metadata", "managedFields").orElse(List.of());
        if (!List.of().equals(managed)) {
            throw ApiError.badRequest("metadata.managedFields must be nil");
        }
        String apiVersion = Trees.text(config, "apiVersion").orElse("");
        if (!apiVersion.equals(target.kind().type().apiVersion())) {
            throw ApiError.badRequest(
                    "Incorrect version specified in apply patch. Specified patch version: %s, expected: %s"
                            .formatted(apiVersion, target.kind().type().apiVersion()));
        }
        if (Trees.text(config, "kind").isEmpty()) {
            throw untyped(target, List.of("no corresponding type for /" + apiVersion + ", Kind="));
        }
        TypeCheck.check(target, config);
        String name = Incoming.text(config, "name");
        if (!name.isEmpty() && !name.equals(target.name())) {
            throw ApiError.badRequest(
                    "the name of the object (%s) does not match the name on the URL (%s)"
                            .formatted(name, target.name()));
        }
        Incoming.checkRequestNamespace(target, config);
        checkDeclared(target, config);
    }

    /** What is applied must be in the schema, however lenient the sender is otherwise. */
    private static void checkDeclared(Target target, Map<String, Object> config) {
        SchemaCheck check = new SchemaCheck();
        check.prune(target.kind().schema(), config);
        List<String> lines = new ArrayList<>();
        check.unknown().forEach(field -> lines.add("." + field + ": field not declared in schema"));
        lines.addAll(check.misfits(target.kind().schema(), config));
        if (!lines.isEmpty()) {
            throw untyped(target, lines);
        }
        try {
            new TypedTree(target.kind().schema()).fields(config);
        } catch (ApiError wrongKeys) {
            throw untyped(target, List.of(wrongKeys.getMessage()));
        }
    }

    private static ApiError untyped(Target target, List<String> lines) {
        String place = target.namespace().isEmpty() ? "" : target.namespace() + "/";
        return ApiError.unnamed(
                "failed to create typed patch object (%s%s; %s, Kind=%s): %s"
                        .formatted(
                                place,
                                target.name(),
                                target.kind().type().apiVersion(),
                                target.kind().type().kind(),
                                lines.size() == 1
                                        ? lines.get(0)
                                        : "errors:\n  " + String.join("\n  ", lines)));
    }
}
