package io.meshfed.pipelinerun;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What people are given to start from. */
final class Samples {

    private Samples() {}

    /** All documents, and the runs that a trigger would make. */
    static List<JsonNode> all() {
        List<JsonNode> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("pipelines"))) {
            files.filter(file -> file.toString().endsWith(".yaml.example"))
                    .sorted()
                    .forEach(file -> all.addAll(Catalog.documents(Catalog.text(file))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        for (JsonNode each : List.copyOf(all)) {
            each.at("/spec/resourcetemplates").forEach(all::add);
        }
        return all;
    }

    /** The pipeline of a run, however it finds it. */
    static String pipeline(JsonNode run) {
        JsonNode reference = run.at("/spec/pipelineRef");
        for (JsonNode each : reference.path("params")) {
            String value = each.path("value").asText();
            switch (each.path("name").asText()) {
                case "name":
                    return value;
                case "pathInRepo":
                    return Catalog.nameOf(Catalog.documents(Catalog.text(Path.of(value))).get(0));
                default:
                    break;
            }
        }
        return reference.path("name").asText();
    }

    /** {@code verb group/resource} of everything that a Role allows. */
    static Set<String> rules(JsonNode role) {
        Set<String> rules = new TreeSet<>();
        for (JsonNode rule : role.path("rules")) {
            for (JsonNode verb : rule.path("verbs")) {
                rules.add(
                        "%s %s/%s %s"
                                .formatted(
                                        verb.asText(),
                                        rule.at("/apiGroups/0").asText(),
                                        rule.at("/resources/0").asText(),
                                        rule.at("/resourceNames/0").asText()));
            }
        }
        return rules;
    }
}
