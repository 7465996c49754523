package io.meshfed.pipelinerun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A PipelineRun.
 *
 * @param tasksTimeout {@code timeouts.tasks}; how long all tasks but {@code finally} may take
 */
record RunRequest(
        String pipeline,
        Map<String, JsonNode> params,
        Map<String, Binding> workspaces,
        Duration tasksTimeout) {

    RunRequest {
        params = Map.copyOf(params);
        workspaces = Map.copyOf(workspaces);
    }

    static RunRequest of(String pipeline) {
        return new RunRequest(pipeline, Map.of(), Map.of(), Duration.ofHours(1));
    }

    /**
     * @param volumes folders of the Secrets, ConfigMaps and claims that exist: {@code
     *     secret/meshfed-kubeconfig}
     */
    static RunRequest of(JsonNode pipelineRun, Map<String, Binding> volumes) {
        JsonNode spec = pipelineRun.path("spec");
        RunRequest request = of(spec.path("pipelineRef").path("name").asText());
        for (JsonNode each : spec.path("params")) {
            request = request.with(each.path("name").asText(), each.path("value"));
        }
        for (JsonNode each : spec.path("workspaces")) {
            Binding binding = volumes.getOrDefault(volume(each), Binding.absent());
            request = request.with(each.path("name").asText(), binding);
        }
        Duration limit = Durations.of(spec.path("timeouts").path("tasks"), request.tasksTimeout);
        return request.within(limit);
    }

    private static String volume(JsonNode workspace) {
        if (workspace.has("secret")) {
            return "secret/" + workspace.path("secret").path("secretName").asText();
        }
        if (workspace.has("configMap")) {
            return "configmap/" + workspace.path("configMap").path("name").asText();
        }
        return workspace.has("emptyDir") ? "empty" : "claim";
    }

    RunRequest with(String param, JsonNode value) {
        Map<String, JsonNode> more = new TreeMap<>(params);
        more.put(param, value);
        return new RunRequest(pipeline, more, workspaces, tasksTimeout);
    }

    RunRequest with(String param, String value) {
        return with(param, TextNode.valueOf(value));
    }

    RunRequest with(String workspace, Binding binding) {
        Map<String, Binding> more = new TreeMap<>(workspaces);
        more.put(workspace, binding);
        return new RunRequest(pipeline, params, more, tasksTimeout);
    }

    RunRequest within(Duration tasks) {
        return new RunRequest(pipeline, params, workspaces, tasks);
    }
}
