package io.meshfed.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshfed.cli.CommandModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files of this checkout, as tests read them. */
final class Checkout {

    static final Path ROOT = Path.of("");
    private static final List<StepDefinition> STEPS = Definitions.steps(CommandModel.root());
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Checkout() {}

    static Catalog catalog() {
        return Catalog.of(CommandModel.root(), ROOT);
    }

    static List<StepDefinition> steps() {
        return STEPS;
    }

    static Path folder(StepDefinition step) {
        return Path.of("steps", step.name());
    }

    static JsonNode task(StepDefinition step) {
        return yaml(folder(step).resolve("task.yaml")).get(0);
    }

    static JsonNode stepAction(StepDefinition step) {
        return yaml(folder(step).resolve("stepaction.yaml")).get(0);
    }

    static JsonNode sample(StepDefinition step) {
        return yaml(folder(step).resolve(StepFiles.SAMPLE)).get(0);
    }

    /** All documents of a file. */
    static List<JsonNode> yaml(Path file) {
        return documents(text(file));
    }

    static List<JsonNode> documents(String text) {
        List<JsonNode> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(text)
                .forEach(document -> documents.add(MAPPER.valueToTree(document)));
        return documents;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(item -> strings.add(item.asText()));
        return strings;
    }

    static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(item -> names.add(item.get("name").asText()));
        return names;
    }

    static List<Path> filesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
