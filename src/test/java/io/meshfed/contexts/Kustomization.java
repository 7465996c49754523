package io.meshfed.contexts;

import io.meshfed.model.Trees;
import io.meshfed.testing.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A kustomization of {@code contexts/}, read with the few means that those folders keep to, so that
 * what they hold can be looked at where there is no kubectl. A generated ConfigMap has its plain
 * name, without the hash.
 */
record Kustomization(Path folder, Map<String, Object> tree) {

    static final String FILE = "kustomization.yaml";

    private static final Set<String> KNOWN =
            Set.of("apiVersion", "kind", "namespace", "resources", "patches", "configMapGenerator");

    Kustomization {
        if (!KNOWN.containsAll(tree.keySet())) {
            throw new AssertionError(folder + ": means that are not kept to: " + tree.keySet());
        }
    }

    static Kustomization in(Path folder) {
        return new Kustomization(folder, Yaml.one(text(folder.resolve(FILE))));
    }

    /** What {@code kubectl kustomize} prints, in another order. */
    List<Map<String, Object>> objects() {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Path resource : resources()) {
            objects.addAll(
                    Files.isDirectory(resource)
                            ? in(resource).objects()
                            : Yaml.all(text(resource)));
        }
        Trees.objects(tree, "configMapGenerator").forEach(map -> objects.add(generated(map)));
        for (Path patch : patches()) {
            Map<String, Object> whole = Yaml.one(text(patch));
            if (!objects.removeIf(object -> id(object).equals(id(whole)))) {
                throw new AssertionError(patch + " changes nothing");
            }
            objects.add(whole);
        }
        return Trees.text(tree, "namespace")
                .map(namespace -> objects.stream().map(o -> placed(o, namespace)).toList())
                .orElse(objects);
    }

    /** Every file that has a part in it, its own among them. */
    Set<Path> files() {
        Set<Path> files = new LinkedHashSet<>(Set.of(folder.resolve(FILE)));
        files.addAll(patches());
        for (Map<String, Object> map : Trees.objects(tree, "configMapGenerator")) {
            sources(map).values().forEach(source -> files.add(folder.resolve(source)));
        }
        for (Path resource : resources()) {
            files.addAll(Files.isDirectory(resource) ? in(resource).files() : Set.of(resource));
        }
        return files;
    }

    private List<Path> resources() {
        return Trees.texts(tree.get("resources")).stream()
                .map(resource -> folder.resolve(resource).normalize())
                .toList();
    }

    private List<Path> patches() {
        return Trees.objects(tree, "patches").stream()
                .map(patch -> folder.resolve(Trees.text(patch, "path").orElseThrow()))
                .toList();
    }

    private Map<String, Object> generated(Map<String, Object> generator) {
        Map<String, Object> data = new LinkedHashMap<>();
        sources(generator).forEach((key, source) -> data.put(key, text(folder.resolve(source))));
        return Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of("name", Trees.text(generator, "name").orElseThrow()),
                "data",
                data);
    }

    /** Key to file; {@code key=file}, or the file alone. */
    private static Map<String, String> sources(Map<String, Object> generator) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (String source : Trees.texts(generator.get("files"))) {
            String[] parts = source.split("=", 2);
            sources.put(parts[0], parts[parts.length - 1]);
        }
        return sources;
    }

    private static Map<String, Object> placed(Map<String, Object> object, String namespace) {
        Map<String, Object> metadata = new LinkedHashMap<>(Trees.object(object.get("metadata")));
        metadata.put("namespace", namespace);
        Map<String, Object> placed = new LinkedHashMap<>(object);
        placed.put("metadata", metadata);
        return placed;
    }

    /** {@code Service east-mesh-member/kube-info}. */
    static String id(Map<String, Object> object) {
        return "%s %s/%s"
                .formatted(
                        Trees.text(object, "kind").orElseThrow(),
                        Trees.text(object, "metadata", "namespace").orElse(""),
                        Trees.text(object, "metadata", "name").orElseThrow());
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
