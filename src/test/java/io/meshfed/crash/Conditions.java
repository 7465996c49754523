package io.meshfed.crash;

import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.DirectApi.Stored;
import io.meshfed.sandbox.api.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** S11: under which conditions a write may be sent at all. */
final class Conditions {

    private static final String APPLY = "application/apply-patch+yaml";

    private Conditions() {}

    static List<String> of(Sent request, Stored change) {
        List<String> problems = new ArrayList<>();
        if (request.path().contains("force=")) {
            problems.add("S11: an apply by force");
        }
        switch (request.method()) {
            case "PATCH" -> {
                if (!request.contentType().equals(APPLY)) {
                    problems.add("S11: a patch that is no apply");
                }
                String meant = Trees.text(body(request), "metadata", "uid").orElse("");
                if (!meant.isEmpty() && !meant.equals(uid(change))) {
                    problems.add("S11: an apply met another object than it meant");
                }
            }
            case "DELETE" -> {
                String meant = Trees.text(body(request), "preconditions", "uid").orElse("");
                if (!meant.equals(uid(change))) {
                    problems.add("S11: a delete without the UID of what was seen");
                }
            }
            default -> problems.add("S11: a " + request.method());
        }
        return problems;
    }

    /** Whoever takes, renews or leaves the lock does so only as it was when he saw it. */
    static List<String> ofLock(Sent request, Stored change) {
        Map<String, Object> body = body(request);
        boolean conditional =
                change.before().isEmpty()
                        || Trees.text(body, "metadata", "resourceVersion").isPresent()
                        || Trees.value(body, "preconditions").isPresent();
        return conditional ? List.of() : List.of("S11: the lock is written without a condition");
    }

    private static Map<String, Object> body(Sent request) {
        return request.body().isEmpty() ? Map.of() : Json.object(request.body());
    }

    private static String uid(Stored change) {
        Map<String, Object> object = change.before().isEmpty() ? change.after() : change.before();
        return Trees.text(object, "metadata", "uid").orElse("");
    }
}
