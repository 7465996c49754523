package io.meshfed.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What steps.json says of the program's own steps: their options, results and whether they repeat.
 */
public final class StepDefinitions {

    /** Nothing is known of any step. */
    public static final StepDefinitions NONE = new StepDefinitions("", Map.of());

    private static final String FOLDER = "steps";
    private static final String FILE = "steps.json";

    /**
     * One step.
     *
     * @param options name to default
     * @param params the options that are to be params
     * @param results name to the most bytes it may take
     */
    record Step(
            String name,
            Map<String, String> options,
            List<String> params,
            Map<String, Integer> results,
            boolean retriesSafe) {

        Step {
            options = Map.copyOf(options);
            params = List.copyOf(params);
            results = Map.copyOf(results);
        }
    }

    private final String version;
    private final Map<String, Step> byTask;

    private StepDefinitions(String version, Map<String, Step> byTask) {
        this.version = version;
        this.byTask = byTask;
    }

    /**
     * @throws FederationException of class INPUT when the file cannot be read as what it should be
     */
    public static StepDefinitions read(Path file) {
        String text = ManifestFiles.text(file);
        try {
            Map<String, Object> root =
                    Trees.object(new ObjectMapper().readValue(text, Object.class));
            Map<String, Step> steps = new TreeMap<>();
            for (Map<String, Object> step : Trees.objects(root, "steps")) {
                steps.put(Trees.text(step, "task").orElse(""), step(step));
            }
            if (steps.isEmpty()) {
                throw unusable(file, "names no steps");
            }
            return new StepDefinitions(Trees.text(root, "version").orElse(""), steps);
        } catch (JsonProcessingException notJson) {
            throw unusable(file, "is not JSON");
        }
    }

    private static FederationException unusable(Path file, String problem) {
        return new FederationException(
                ErrorClass.INPUT,
                "%s %s".formatted(SafeText.of(file.toString()), problem),
                "'meshfed generate' writes steps/steps.json.");
    }

    /** {@code steps/steps.json} beside or above the first path that has one. */
    public static Optional<Path> near(List<Path> paths) {
        for (Path path : paths) {
            Path at = path.toAbsolutePath().normalize();
            for (Path folder = at; folder != null; folder = folder.getParent()) {
                Path file = folder.resolve(FOLDER).resolve(FILE);
                if (Files.isRegularFile(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    private static Step step(Map<String, Object> step) {
        Map<String, String> options = new LinkedHashMap<>();
        Map<String, Integer> results = new LinkedHashMap<>();
        for (Map<String, Object> option : Trees.objects(step, "options")) {
            options.put(name(option), Trees.text(option, "default").orElse(""));
        }
        for (Map<String, Object> result : Trees.objects(step, "results")) {
            boolean known = result.get("maxBytes") instanceof Number;
            results.put(name(result), known ? ((Number) result.get("maxBytes")).intValue() : 0);
        }
        List<String> params =
                Trees.objects(step, "options").stream()
                        .filter(option -> Trees.flag(option, "param"))
                        .map(StepDefinitions::name)
                        .toList();
        return new Step(name(step), options, params, results, Trees.flag(step, "retriesSafe"));
    }

    private static String name(Map<String, Object> named) {
        return Trees.text(named, "name").orElse("");
    }

    public boolean isEmpty() {
        return byTask.isEmpty();
    }

    /** Of the program; empty when it is not known. */
    String version() {
        return version;
    }

    /**
     * @param resource name of a Task or StepAction
     */
    Optional<Step> task(String resource) {
        return Optional.ofNullable(byTask.get(resource));
    }

    Optional<Step> command(String subCommand) {
        return byTask.values().stream().filter(step -> step.name().equals(subCommand)).findFirst();
    }
}
