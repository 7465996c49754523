package io.meshfed.pipelinerun;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the controller refuses before it makes the first TaskRun. */
record RunChecks(Catalog catalog, JsonNode spec) {

    /** The reason, if it is refused. */
    Optional<String> refuse(RunRequest request) {
        for (JsonNode each : spec.path("params")) {
            String param = each.path("name").asText();
            if (!each.has("default") && !request.params().containsKey(param)) {
                return Optional.of("ParameterMissing");
            }
        }
        for (JsonNode each : spec.path("workspaces")) {
            boolean given = request.workspaces().containsKey(each.path("name").asText());
            if (!given && !each.path("optional").asBoolean()) {
                return Optional.of("InvalidWorkspaceBindings");
            }
        }
        Optional<String> inTasks = tasks("tasks");
        return inTasks.isPresent() ? inTasks : tasks("finally");
    }

    private Optional<String> tasks(String list) {
        for (JsonNode each : spec.path(list)) {
            PipelineTask task = new PipelineTask(each);
            if (!task.custom().isEmpty()) {
                continue;
            }
            JsonNode found = catalog.find("Task", task.taskName());
            if (found.isMissingNode()) {
                return Optional.of("CouldntGetTask");
            }
            TaskCall call = new TaskCall(task.name(), found, params(each), Map.of(), Duration.ZERO);
            if (call.missingParam().isPresent() || call.unknown().isPresent()) {
                return Optional.of("PipelineValidationFailed");
            }
        }
        return Optional.empty();
    }

    private static Map<String, JsonNode> params(JsonNode task) {
        Map<String, JsonNode> all = new TreeMap<>();
        task.path("params").forEach(p -> all.put(p.path("name").asText(), p.path("value")));
        return all;
    }
}
