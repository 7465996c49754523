package io.meshfed.sandbox.api;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A refusal, worded and shaped as an API server does it. */
final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** All others tell which object they are about, were it none. */
    private static final Set<String> WITHOUT_DETAILS =
            Set.of(
                    "",
                    "BadRequest",
                    "Expired",
                    "NotAcceptable",
                    "RequestEntityTooLarge",
                    "Unauthorized",
                    "UnsupportedMediaType");

    /** Details that are there, and say nothing. */
    private static final Map<String, Object> ABOUT_NOTHING =
            Collections.unmodifiableMap(new LinkedHashMap<>());

    private final int code;
    private final String reason;
    private final transient Map<String, Object> details;
    private final transient Map<String, Object> metadata;

    ApiError(int code, String reason, String message, Map<String, Object> details) {
        this(code, reason, message, details, Map.of());
    }

    private ApiError(
            int code,
            String reason,
            String message,
            Map<String, Object> details,
            Map<String, Object> metadata) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.details = details;
        this.metadata = metadata;
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

    static ApiError alreadyExists(Kind kind, String name, boolean dying) {
        return new ApiError(
                409,
                "AlreadyExists",
                (dying ? "object is being deleted: " : "")
                        + "%s \"%s\" already exists".formatted(kind.type().qualifiedPlural(), name),
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

    static ApiError methodNotAllowed() {
        return new ApiError(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                Map.of());
    }

    /** As the machinery of custom resources says it. */
    static ApiError notSupported(Kind kind, String verb) {
        return new ApiError(
                405,
                "MethodNotAllowed",
                "%s is not supported on resources of kind \"%s\""
                        .formatted(verb, kind.type().qualifiedPlural()),
                about(kind, ""));
    }

    static ApiError forbidden(Kind kind, String name, String why, List<Cause> causes) {
        Map<String, Object> details = about(kind, name);
        if (!causes.isEmpty()) {
            details.put("causes", causes.stream().map(Cause::toTree).toList());
        }
        return new ApiError(
                403,
                "Forbidden",
                "%s \"%s\" is forbidden: %s".formatted(kind.type().qualifiedPlural(), name, why),
                details);
    }

    /** Of a kind that the path does not name. */
    static ApiError invalidKind(String group, String kind, String name, Cause... causes) {
        Map<String, Object> details = new LinkedHashMap<>();
        if (!name.isEmpty()) {
            details.put("name", name);
        }
        details.put("group", group);
        if (!kind.isEmpty()) {
            details.put("kind", kind);
        }
        details.put("causes", Arrays.stream(causes).map(Cause::toTree).toList());
        return new ApiError(
                422,
                "Invalid",
                "%s.%s \"%s\" is invalid: %s".formatted(kind, group, name, text(List.of(causes))),
                details);
    }

    /** A mistake that the server had no word for. */
    static ApiError unnamed(String message) {
        return new ApiError(500, "", message, Map.of());
    }

    static ApiError internal(String message) {
        return new ApiError(
                500,
                "InternalError",
                "Internal error occurred: " + message,
                Map.of("causes", List.of(Map.of("message", message))));
    }

    static ApiError invalidOptions(String kind, List<Cause> causes) {
        return invalidKind("meta.k8s.io", kind, "", causes.toArray(Cause[]::new));
    }

    static ApiError unsupportedMediaType(String message) {
        return new ApiError(415, "UnsupportedMediaType", message, Map.of());
    }

    /** As the router of built-in kinds says it. */
    static ApiError noSuchPatch() {
        return new ApiError(
                415, "UnsupportedMediaType", "415: Unsupported Media Type", ABOUT_NOTHING);
    }

    /** There is no form of the answer that the client would take. */
    static ApiError notAcceptable() {
        return new ApiError(406, "NotAcceptable", "406: Not Acceptable", ABOUT_NOTHING);
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

    /**
     * @param next the token with which the list goes on all the same, at another moment
     */
    static ApiError expiredList(String next) {
        return new ApiError(
                410,
                "Expired",
                "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.",
                Map.of(),
                Map.of("continue", next));
    }

    static ApiError invalid(Kind kind, String name, List<Cause> causes) {
        return invalid(kind.type().kind(), kind, name, causes);
    }

    /** Some checks call an object by its plural. */
    static ApiError invalidPlural(Kind kind, String name, List<Cause> causes) {
        return invalid(kind.type().plural(), kind, name, causes);
    }

    private static ApiError invalid(String word, Kind kind, String name, List<Cause> causes) {
        String group = kind.type().group();
        String shown = word + (group.isEmpty() ? "" : "." + group);
        Map<String, Object> details = about(kind, name);
        details.put("kind", word);
        details.put("causes", causes.stream().map(Cause::toTree).toList());
        return new ApiError(
                422,
                "Invalid",
                "%s \"%s\" is invalid: %s".formatted(shown, name, text(causes)),
                details);
    }

    private static String text(List<Cause> causes) {
        List<String> lines =
                causes.stream().map(cause -> cause.field() + ": " + cause.message()).toList();
        return lines.size() == 1 ? lines.get(0) : "[" + String.join(", ", lines) + "]";
    }

    int code() {
        return code;
    }

    Map<String, Object> toStatus() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("kind", "Status");
        status.put("apiVersion", "v1");
        status.put("metadata", metadata);
        status.put("status", "Failure");
        status.put("message", getMessage());
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        if (!details.isEmpty() || details == ABOUT_NOTHING || !WITHOUT_DETAILS.contains(reason)) {
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
