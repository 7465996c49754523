package io.meshfed.sandbox.api;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.util.List;
import java.util.Map;

/** Whether an object is of the kind that its URL names. */
final class TypeCheck {

    private TypeCheck() {}

    /** A built-in kind that does not say what it is, is what the URL says. */
    static void check(Target target, Map<String, Object> body) {
        ResourceType type = target.kind().type();
        String apiVersion = Trees.text(body, "apiVersion").orElse("");
        String kind = Trees.text(body, "kind").orElse("");
        if (!(body.getOrDefault("metadata", Map.of()) instanceof Map)) {
            throw ApiError.badRequest("metadata must be an object");
        }
        if (target.kind().custom()) {
            checkCustom(type, body, apiVersion, kind);
        } else if (!List.of("", type.apiVersion()).contains(apiVersion)
                || !List.of("", type.kind()).contains(kind)) {
            throw ApiError.badRequest(
                    "%s in version \"%s\" cannot be handled as a %s: the API version in the data (%s, Kind=%s) does not match the expected API version (%s, Kind=%s)"
                            .formatted(
                                    kind,
                                    apiVersion,
                                    type.kind(),
                                    apiVersion,
                                    kind,
                                    type.apiVersion(),
                                    type.kind()));
        }
    }

    private static void checkCustom(
            ResourceType type, Map<String, Object> body, String apiVersion, String kind) {
        if (kind.isEmpty()) {
            throw ApiError.badRequest(
                    "%s in version \"%s\" cannot be handled as a %s: Object 'Kind' is missing in '%s'"
                            .formatted(type.kind(), type.version(), type.kind(), Json.write(body)));
        }
        if (!apiVersion.equals(type.apiVersion())) {
            throw ApiError.badRequest(
                    "the API version in the data (%s) does not match the expected API version (%s)"
                            .formatted(apiVersion, type.apiVersion()));
        }
        if (!kind.equals(type.kind())) {
            throw ApiError.invalidKind(
                    type.group(),
                    kind,
                    Incoming.text(body, "name"),
                    Cause.invalid("kind", Json.write(kind), "must be " + type.kind()));
        }
    }
}
