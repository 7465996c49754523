package io.meshfed.sandbox.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A refusal, worded and shaped as an API server does it. */
final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient Map<String, Object> details;

    ApiError(int code, String reason, String message, Map<String, Object> details) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    static ApiError badRequest(String message) {
        return new ApiError(400, "BadRequest", message, Map.of());
    }

    static ApiError unauthorized() {
        return new ApiError(401, "Unauthorized", "Unauthorized", Map.of());
    }

    static ApiError noSuchPath() {
        return new ApiError(
                404, "NotFound", "the server could not find the requested resource", Map.of());
    }

    static ApiError notFound(Kind kind, String name) {
        return new ApiError(
                404,
                "NotFound",
                "%s \"%s\" not found".formatted(kind.type().qualifiedPlural(), name),
                about(kind, name));
    }

    static ApiError alreadyExists(Kind kind, String name) {
        return new ApiError(
                409,
                "AlreadyExists",
                "%s \"%s\" already exists".formatted(kind.type().qualifiedPlural(), name),
                about(kind, name));
    }

    static ApiError conflict(Kind kind, String name, String why) {
        return new ApiError(
                409,
                "Conflict",
                "Operation cannot be fulfilled on %s \"%s\": %s"
                        .formatted(kind.type().qualifiedPlural(), name, why),
                about(kind, name));
    }

    /** As {@link #conflict}, from a check that calls an object by its kind. */
    static ApiError conflictOnDelete(Kind kind, String name, String why) {
        Map<String, Object> details = about(kind, name);
        details.put("kind", kind.type().kind());
        String group = kind.type().group();
        return new ApiError(
                409,
                "Conflict",
                "Operation cannot be fulfilled on %s \"%s\": %s"
                        .formatted(
                                kind.type().kind() + (group.isEmpty() ? "" : "." + group),
                                name,
                                why),
                details);
    }

    static ApiError methodNotAllowed(String message) {
        return new ApiError(405, "MethodNotAllowed", message, Map.of());
    }

    static ApiError unsupportedMediaType(String message) {
        return new ApiError(415, "UnsupportedMediaType", message, Map.of());
    }

    static ApiError tooLarge(int limit) {
        return new ApiError(
                413,
                "RequestEntityTooLarge",
                "Request entity too large: limit is " + limit,
                Map.of());
    }

    static ApiError expired(String message) {
        return new ApiError(410, "Expired", message, Map.of());
    }

    /** One thing that is wrong with an object. */
    record Cause(String reason, String field, String message) {

        static Cause invalid(String field, String value, String why) {
            return new Cause(
                    "FieldValueInvalid", field, "Invalid value: %s: %s".formatted(value, why));
        }

        static Cause required(String field, String why) {
            return new Cause(
                    "FieldValueRequired",
                    field,
                    why.isEmpty() ? "Required value" : "Required value: " + why);
        }

        static Cause unsupported(String field, Object value, List<?> allowed) {
            return new Cause(
                    "FieldValueNotSupported",
                    field,
                    "Unsupported value: %s: supported values: %s"
                            .formatted(
                                    Json.write(value),
                                    String.join(", ", allowed.stream().map(Json::write).toList())));
        }

        private Map<String, Object> toTree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("reason", reason);
            tree.put("message", message);
            tree.put("field", field);
            return tree;
        }
    }

    static ApiError invalid(Kind kind, String name, List<Cause> causes) {
        return invalid(kind.type().kind(), kind, name, causes);
    }

    /** Some checks call an object by its plural. */
    static ApiError invalidPlural(Kind kind, String name, List<Cause> causes) {
        return invalid(kind.type().plural(), kind, name, causes);
    }

    private static ApiError invalid(String word, Kind kind, String name, List<Cause> causes) {
        List<String> lines = new ArrayList<>();
        List<Object> trees = new ArrayList<>();
        for (Cause cause : causes) {
            lines.add(cause.field() + ": " + cause.message());
            trees.add(cause.toTree());
        }
        String text = lines.size() == 1 ? lines.get(0) : "[" + String.join(", ", lines) + "]";
        String group = kind.type().group();
        String shown = word + (group.isEmpty() ? "" : "." + group);
        Map<String, Object> details = about(kind, name);
        details.put("kind", word);
        details.put("causes", trees);
        return new ApiError(
                422, "Invalid", "%s \"%s\" is invalid: %s".formatted(shown, name, text), details);
    }

    int code() {
        return code;
    }

    Map<String, Object> toStatus() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("kind", "Status");
        status.put("apiVersion", "v1");
        status.put("metadata", Map.of());
        status.put("status", "Failure");
        status.put("message", getMessage());
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        if (!details.isEmpty()) {
            status.put("details", details);
        }
        status.put("code", (long) code);
        return status;
    }

    /** The details of a Status: which object it is about. */
    static Map<String, Object> about(Kind kind, String name) {
        Map<String, Object> details = new LinkedHashMap<>();
        if (!name.isEmpty()) {
            details.put("name", name);
        }
        if (!kind.type().group().isEmpty()) {
            details.put("group", kind.type().group());
        }
        details.put("kind", kind.type().plural());
        return details;
    }
}
