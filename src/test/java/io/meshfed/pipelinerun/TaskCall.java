package io.meshfed.pipelinerun;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A TaskRun that is about to start: a Task, what it is given, and for how long.
 *
 * @param name of the task in its pipeline
 */
record TaskCall(
        String name,
        JsonNode task,
        Map<String, JsonNode> params,
        Map<String, Binding> workspaces,
        Duration timeout) {

    static final Duration USUAL_TIMEOUT = Duration.ofMinutes(60);

    /** A param that has no value, if there is one. */
    Optional<String> missingParam() {
        for (JsonNode each : task.path("spec").path("params")) {
            String param = each.path("name").asText();
            if (!each.has("default") && !params.containsKey(param)) {
                return Optional.of(param);
            }
        }
        return Optional.empty();
    }

    /** A param or workspace that is given and that the Task does not have, if there is one. */
    Optional<String> unknown() {
        for (String each : params.keySet()) {
            if (!declares("params", each)) {
                return Optional.of(each);
            }
        }
        return workspaces.keySet().stream().filter(w -> !declares("workspaces", w)).findFirst();
    }

    private boolean declares(String list, String name) {
        for (JsonNode each : task.path("spec").path(list)) {
            if (each.path("name").asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** A required workspace that is not there, if there is one. */
    Optional<String> missingWorkspace() {
        for (JsonNode each : task.path("spec").path("workspaces")) {
            String workspace = each.path("name").asText();
            boolean bound = binding(workspace).kind() != Binding.Kind.UNBOUND;
            if (!each.path("optional").asBoolean() && !bound) {
                return Optional.of(workspace);
            }
        }
        return Optional.empty();
    }

    Binding binding(String workspace) {
        return workspaces.getOrDefault(workspace, Binding.unbound());
    }

    boolean pending() {
        return workspaces.values().stream().anyMatch(w -> w.kind() == Binding.Kind.ABSENT);
    }
}
