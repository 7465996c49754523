package io.meshfed.sandbox.api;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The patches that are not server-side apply, as changes of what is there. */
final class Patches {

    /** How the type of a server-side apply begins. */
    static final String APPLY = "application/apply-patch";

    private static final String MERGE = "application/merge-patch+json";
    private static final String JSON = "application/json-patch+json";
    private static final String STRATEGIC = "application/strategic-merge-patch+json";

    private Patches() {}

    /**
     * @throws ApiError 415 for a kind of patch that the kind of object does not know
     */
    static UnaryOperator<Map<String, Object>> of(Request request, Kind kind) {
        switch (request.contentType()) {
            case MERGE -> {
                Map<String, Object> patch = Bodies.json(request.body());
                return live -> MergePatch.apply(live, patch);
            }
            case JSON -> {
                List<Object> operations = Bodies.operations(request.body());
                return live -> JsonPatch.apply(live, operations);
            }
            case STRATEGIC -> {
                if (kind.custom()) {
                    throw unsupported(kind);
                }
                Map<String, Object> patch = Bodies.json(request.body());
                return live -> StrategicMerge.apply(live, patch);
            }
            default -> throw kind.custom() ? unsupported(kind) : ApiError.noSuchPatch();
        }
    }

    private static ApiError unsupported(Kind kind) {
        String accepted =
                String.join(", ", JSON, MERGE)
                        + (kind.custom() ? "" : ", " + STRATEGIC)
                        + ", "
                        + APPLY
                        + "+yaml";
        return ApiError.unsupportedMediaType(
                "the body of the request was in an unknown format - accepted media types include: "
                        + accepted);
    }
}
