package io.meshfed.pipelinerun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What {@code kubectl apply -R} would install: objects by kind and name. */
final class Catalog {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final Map<String, JsonNode> objects = new TreeMap<>();

    static Catalog empty() {
        return new Catalog();
    }

    /** The tree that this project ships. */
    static Catalog shipped() {
        Catalog catalog = new Catalog();
        for (String folder : List.of("steps", "pipelines")) {
            files(Path.of(folder)).forEach(file -> catalog.add(text(file)));
        }
        return catalog;
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** All documents of a text. */
    static List<JsonNode> documents(String text) {
        try {
            List<JsonNode> all = new ArrayList<>();
            YAML.readerFor(JsonNode.class).<JsonNode>readValues(text).forEachRemaining(all::add);
            return all;
        } catch (IOException noYaml) {
            throw new UncheckedIOException(noYaml);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Catalog with(String yaml) {
        add(yaml);
        return this;
    }

    private void add(String yaml) {
        for (JsonNode each : documents(yaml)) {
            objects.put(key(each.path("kind").asText(), nameOf(each)), each);
        }
    }

    static String nameOf(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    private static String key(String kind, String name) {
        return kind + "/" + name;
    }

    /** The object, or a missing node. */
    JsonNode find(String kind, String name) {
        return objects.getOrDefault(key(kind, name), MissingNode.getInstance());
    }

    List<JsonNode> all(String kind) {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(kind + "/"))
                .map(Map.Entry::getValue)
                .toList();
    }
}
