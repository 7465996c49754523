package io.meshfed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The command line of a step, with everything put in that Tekton would put in. */
final class TaskLine {

    private final JsonNode task;
    private final Map<String, String> params = new TreeMap<>();
    private final Map<String, Path> workspaces = new TreeMap<>();

    private TaskLine(JsonNode task) {
        this.task = task;
        task.at("/spec/params")
                .forEach(
                        param ->
                                params.put(
                                        param.get("name").asText(),
                                        param.path("default").asText()));
    }

    static TaskLine of(String step) throws IOException {
        Object tree =
                new Load(LoadSettings.builder().build())
                        .loadFromString(Files.readString(Path.of("steps", step, "task.yaml")));
        return new TaskLine(new ObjectMapper().valueToTree(tree));
    }

    TaskLine with(String param, String value) {
        if (params.containsKey(param)) {
            params.put(param, value);
        }
        return this;
    }

    TaskLine bound(String workspace, Path folder) {
        workspaces.put(workspace, folder);
        return this;
    }

    /** What Tekton runs; a workspace that is not bound has an empty path. */
    String[] arguments(Path results) {
        List<String> line = new ArrayList<>();
        for (JsonNode argument : task.at("/spec/steps/0/args")) {
            line.add(substituted(argument.asText(), results));
        }
        return line.toArray(String[]::new);
    }

    private String substituted(String argument, Path results) {
        String text = argument;
        for (JsonNode result : task.at("/spec/results")) {
            String name = result.get("name").asText();
            text =
                    text.replace(
                            "$(results.%s.path)".formatted(name), results.resolve(name).toString());
        }
        for (JsonNode workspace : task.at("/spec/workspaces")) {
            String name = workspace.get("name").asText();
            String path = workspaces.containsKey(name) ? workspaces.get(name).toString() : "";
            text = text.replace("$(workspaces.%s.path)".formatted(name), path);
        }
        for (Map.Entry<String, String> param : params.entrySet()) {
            text = text.replace("$(params.%s)".formatted(param.getKey()), param.getValue());
        }
        return text;
    }

    /** What lies in the folder of results, by name. */
    static SortedMap<String, String> results(Path folder) throws IOException {
        SortedMap<String, String> results = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                results.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return results;
    }
}
