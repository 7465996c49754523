package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How to delete, and what must still be true of the object.
 *
 * @param uid empty for any
 * @param resourceVersion empty for any
 * @param propagation what becomes of those that it owns: Background, Foreground, Orphan, or empty
 */
record DeleteOptions(String uid, String resourceVersion, String propagation, boolean dryRun) {

    private static final List<String> POLICIES =
            List.of("Foreground", "Background", "Orphan", "nil");
    private static final String PROPAGATION = "propagationPolicy";

    /** Whatever it is now, and nothing beside it. */
    static DeleteOptions plain() {
        return new DeleteOptions("", "", "", false);
    }

    /** From the body, or from the URL where there is no body. */
    static DeleteOptions read(Request request) {
        Map<String, Object> body = request.body().length == 0 ? Map.of() : Bodies.object(request);
        String propagation =
                body.isEmpty()
                        ? request.parameter(PROPAGATION)
                        : Trees.text(body, PROPAGATION).orElse("");
        List<String> dryRun = new ArrayList<>(Trees.texts(body.get("dryRun")));
        if (request.query().containsKey("dryRun")) {
            dryRun.add(request.parameter("dryRun"));
        }
        OptionsCheck.dryRun("DeleteOptions", dryRun);
        if (!propagation.isEmpty() && !POLICIES.subList(0, 3).contains(propagation)) {
            throw invalid(Cause.unsupported(PROPAGATION, propagation, POLICIES));
        }
        if (!propagation.isEmpty() && body.containsKey("orphanDependents")) {
            throw invalid(
                    Cause.invalid(
                            PROPAGATION,
                            Json.write(propagation),
                            "orphanDependents and deletionPropagation cannot be both set"));
        }
        return new DeleteOptions(
                Trees.text(body, "preconditions", "uid").orElse(""),
                Trees.text(body, "preconditions", "resourceVersion").orElse(""),
                Trees.flag(body, "orphanDependents") ? "Orphan" : propagation,
                !dryRun.isEmpty());
    }

    /** What holds the object until somebody has seen to those that it owns; empty for nothing. */
    List<String> finalizers() {
        return switch (propagation) {
            case "Orphan" -> List.of("orphan");
            case "Foreground" -> List.of("foregroundDeletion");
            default -> List.of();
        };
    }

    private static ApiError invalid(Cause cause) {
        return ApiError.invalidOptions("DeleteOptions", List.of(cause));
    }
}
