package io.meshfed.pipelinerun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One attempt at a TaskRun: its steps one after another, over the same results. */
final class Pod {

    private static final Duration NO_LIMIT = Duration.ofHours(24);

    private final TaskCall call;
    private final int attempt;
    private final Path folder;
    private final Catalog catalog;
    private final StepRuntime runtime;
    private final JsonNode spec;
    private final TerminationMessages messages;

    Pod(TaskCall call, int attempt, Path folder, Catalog catalog, StepRuntime runtime) {
        this.call = call;
        this.attempt = attempt;
        this.folder = folder;
        this.catalog = catalog;
        this.runtime = runtime;
        this.spec = call.task().path("spec");
        this.messages = new TerminationMessages(spec.path("steps").size());
    }

    TaskEnd run(Stop stop) throws InterruptedException {
        make(folder.resolve("results"));
        make(folder.resolve("home"));
        List<StepEnd> ends = new ArrayList<>();
        boolean going = true;
        for (JsonNode step : spec.path("steps")) {
            String name = name(step);
            if (!going) {
                ends.add(new StepEnd(name, 1, StepEnd.SKIPPED));
            } else if (!WhenRules.hold(step.path("when"), variables())) {
                ends.add(new StepEnd(name, 0, StepEnd.SKIPPED));
            } else {
                StepEnd end = ran(step, stop);
                ends.add(end);
                going = end.good();
            }
        }
        String reason = TaskEnd.SUCCEEDED;
        if (!going) {
            reason = stop.requested() ? stop.reason() : TaskEnd.FAILED;
        }
        // A pod that was deleted says nothing any more.
        Map<String, String> results = !going && stop.requested() ? Map.of() : results();
        return new TaskEnd(going, reason, results, ends, attempt);
    }

    private String name(JsonNode step) {
        return call.name() + "/" + step.path("name").asText();
    }

    private StepEnd ran(JsonNode step, Stop stop) throws InterruptedException {
        String own = step.path("name").asText();
        make(folder.resolve("steps").resolve(own));
        StepEnd end = runtime.run(stepCall(step), stop);
        Path stepFolder = folder.resolve("steps").resolve(own);
        boolean fits = messages.report(own, read(folder.resolve("results")), read(stepFolder));
        if (!fits) {
            end = StepEnd.of(end.step(), 1);
        }
        boolean goesOn = step.path("onError").asText().equals("continue");
        return goesOn && !end.good() && !stop.requested()
                ? new StepEnd(end.step(), end.exitCode(), StepEnd.CONTINUED)
                : end;
    }

    private StepCall stepCall(JsonNode step) {
        String action = step.path("ref").path("name").asText();
        Variables known = variables();
        JsonNode container = step;
        if (!action.isEmpty()) {
            container = catalog.find("StepAction", action).path("spec");
            known = given(container.path("params"), step.path("params"), known);
        }
        for (JsonNode each : container.path("results")) {
            String result = each.path("name").asText();
            Path file = folder.resolve("steps").resolve(step.path("name").asText()).resolve(result);
            known = known.with("step.results." + result + ".path", file.toString());
        }
        Map<String, String> environment = environment(container, known);
        List<String> command = new ArrayList<>(known.texts(container.path("command")));
        command.addAll(known.texts(container.path("args")));
        List<String> expanded = command.stream().map(arg -> expand(arg, environment)).toList();
        Duration limit = Durations.of(step.path("timeout"), NO_LIMIT);
        return new StepCall(
                name(step), attempt, expanded, environment, folder.resolve("home"), limit);
    }

    /** A StepAction sees its own params and nothing else of the Task. */
    private static Variables given(JsonNode declared, JsonNode given, Variables task) {
        Variables own = Variables.none();
        for (JsonNode each : declared) {
            String param = each.path("name").asText();
            if (each.has("default")) {
                own = own.with("params." + param, each.path("default"));
            }
        }
        for (JsonNode each : given) {
            own = own.with("params." + each.path("name").asText(), task.node(each.path("value")));
        }
        return own;
    }

    private Map<String, String> environment(JsonNode container, Variables known) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("HOME", folder.resolve("home").toString());
        for (JsonNode env : List.of(spec.path("stepTemplate").path("env"), container.path("env"))) {
            for (JsonNode each : env) {
                String value = known.text(each.path("value").asText());
                String inside = value.replace("/tekton/home", folder.resolve("home").toString());
                environment.put(each.path("name").asText(), inside);
            }
        }
        return environment;
    }

    /** What the kubelet does to every argument: {@code $$} is {@code $}, variables are replaced. */
    static String expand(String argument, Map<String, String> environment) {
        StringBuilder expanded = new StringBuilder();
        int at = 0;
        while (at < argument.length()) {
            int close = argument.indexOf(')', at);
            if (argument.startsWith("$$", at)) {
                expanded.append('$');
                at += 2;
            } else if (argument.startsWith("$(", at)
                    && close > 0
                    && environment.containsKey(argument.substring(at + 2, close))) {
                expanded.append(environment.get(argument.substring(at + 2, close)));
                at = close + 1;
            } else {
                expanded.append(argument.charAt(at++));
            }
        }
        return expanded.toString();
    }

    private Variables variables() {
        Variables known = Variables.none();
        for (JsonNode each : spec.path("params")) {
            String param = each.path("name").asText();
            JsonNode value = call.params().getOrDefault(param, each.path("default"));
            known = known.with("params." + param, value);
        }
        for (JsonNode each : spec.path("workspaces")) {
            String workspace = each.path("name").asText();
            Binding binding = call.binding(workspace);
            boolean bound = binding.kind() == Binding.Kind.FOLDER;
            known = known.with("workspaces." + workspace + ".path", binding.path());
            known = known.with("workspaces." + workspace + ".bound", String.valueOf(bound));
        }
        for (JsonNode each : spec.path("results")) {
            String result = each.path("name").asText();
            String file = folder.resolve("results").resolve(result).toString();
            known = known.with("results." + result + ".path", file);
        }
        for (Map.Entry<String, String> each : messages.ofSteps().entrySet()) {
            String[] parts = each.getKey().split("/", 2);
            String name = "steps.%s.results.%s".formatted(parts[0], parts[1]);
            known = known.with(name, TextNode.valueOf(each.getValue()));
        }
        return known;
    }

    /** Those that were written, and those that are taken from a step's. */
    private Map<String, String> results() {
        Map<String, String> all = new TreeMap<>(messages.ofTask());
        Variables known = variables();
        for (JsonNode each : spec.path("results")) {
            String value = known.text(each.path("value").asText());
            if (each.has("value") && !value.startsWith("$(")) {
                all.put(each.path("name").asText(), value);
            }
        }
        return all;
    }

    private static Map<String, String> read(Path folder) {
        Map<String, String> all = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return all;
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException notMade) {
            throw new UncheckedIOException(notMade);
        }
    }
}
