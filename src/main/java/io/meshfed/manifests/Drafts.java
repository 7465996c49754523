package io.meshfed.manifests;

import io.meshfed.model.Trees;
import io.meshfed.report.SafeText;
import io.meshfed.yaml.Place;
import io.meshfed.yaml.YamlTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads objects from YAML. What is none is a problem, and so is what only a cluster may set. */
final class Drafts {

    private static final Set<String> NOT_CONTENT =
            Set.of("apiVersion", "kind", "metadata", "status");
    private static final Set<String> WRITTEN = Set.of("name", "namespace", "labels", "annotations");

    private final String file;
    private final SetProblems problems;
    private final List<Draft> found = new ArrayList<>();

    private Drafts(String file, SetProblems problems) {
        this.file = file;
        this.problems = problems;
    }

    static List<Draft> of(String yaml, String file, SetProblems problems) {
        Drafts drafts = new Drafts(file, problems);
        YamlTree.Problems placed = (place, problem) -> problems.add(file, place, problem);
        for (Node document : YamlTree.documents(yaml, placed)) {
            Place place = Place.START.at(document);
            Object tree = new PlainTree(placed).of(document, place);
            drafts.add(tree, "%s:%d".formatted(file, place.line()));
        }
        return List.copyOf(drafts.found);
    }

    private void add(Object tree, String origin) {
        if (tree == PlainTree.NOTHING || Map.of().equals(tree)) {
            return;
        }
        if (!(tree instanceof Map<?, ?>)) {
            problems.add(origin, "is no object");
            return;
        }
        Map<String, Object> object = Trees.object(tree);
        String kind = Trees.text(object, "kind").orElse("");
        if (kind.endsWith("List") && object.get("items") instanceof List<?> items) {
            int index = 0;
            for (Object item : items) {
                add(item, "%s items[%d]".formatted(origin, index++));
            }
            return;
        }
        draft(object, kind, origin);
    }

    private void draft(Map<String, Object> object, String kind, String origin) {
        String apiVersion = Trees.text(object, "apiVersion").orElse("");
        Map<String, Object> metadata = Trees.object(object.get("metadata"));
        String name = Trees.text(metadata, "name").orElse("");
        String subject = kind.isEmpty() ? "an object" : SafeText.of(kind);
        if (kind.isEmpty() || !plain(kind)) {
            problems.add(origin, "has no kind");
        }
        if (apiVersion.isEmpty() || !plain(apiVersion)) {
            problems.add(origin, "%s without an apiVersion".formatted(subject));
        }
        if (name.isEmpty() || !plain(name)) {
            boolean generated = metadata.containsKey("generateName");
            problems.add(
                    origin,
                    "%s without a name%s"
                            .formatted(
                                    subject,
                                    generated
                                            ? "; generateName makes another object in every run"
                                            : ""));
        }
        metadata.keySet().stream()
                .filter(key -> !WRITTEN.contains(key) && !key.equals("generateName"))
                .forEach(
                        key ->
                                problems.add(
                                        origin,
                                        "metadata.%s is for the cluster to set; take it out"
                                                .formatted(SafeText.of(key))));
        SortedMap<String, String> labels = texts(metadata, "labels", origin);
        SortedMap<String, String> annotations = texts(metadata, "annotations", origin);
        String namespace = Trees.text(metadata, "namespace").orElse("");
        if (!plain(namespace)) {
            problems.add(origin, "metadata.namespace cannot be shown, so it is none");
        }
        if (!problems.none()) {
            return;
        }
        int slash = apiVersion.indexOf('/');
        found.add(
                new Draft(
                        new Draft.Name(
                                slash < 0 ? "" : apiVersion.substring(0, slash),
                                apiVersion.substring(slash + 1),
                                kind,
                                namespace,
                                name),
                        labels,
                        annotations,
                        content(object, apiVersion + "/" + kind),
                        origin));
    }

    private static boolean plain(String text) {
        return SafeText.of(text).equals(text);
    }

    private SortedMap<String, String> texts(
            Map<String, Object> metadata, String key, String origin) {
        SortedMap<String, String> texts = new TreeMap<>();
        Trees.object(metadata.get(key))
                .forEach(
                        (name, value) -> {
                            if (value instanceof String text) {
                                texts.put(name, text);
                            } else {
                                problems.add(
                                        origin,
                                        "metadata.%s.%s is no text; quote it"
                                                .formatted(key, SafeText.of(name)));
                            }
                        });
        return texts;
    }

    /** The status is the work of controllers; nobody can apply one this way. */
    private static Map<String, Object> content(Map<String, Object> object, String type) {
        Map<String, Object> content = new LinkedHashMap<>(object);
        content.keySet().removeAll(NOT_CONTENT);
        return type.equals("v1/Secret") ? encoded(content) : content;
    }

    /** As the server stores it, which forgets that there ever was a stringData. */
    private static Map<String, Object> encoded(Map<String, Object> secret) {
        Map<String, Object> texts = Trees.object(secret.get("stringData"));
        Map<String, Object> data = new LinkedHashMap<>(Trees.object(secret.get("data")));
        if (data.isEmpty() && texts.isEmpty()) {
            return secret;
        }
        data.replaceAll((key, value) -> value instanceof String text ? canonical(text) : value);
        texts.forEach(
                (key, value) -> data.put(key, value instanceof String text ? base64(text) : value));
        Map<String, Object> stored = new LinkedHashMap<>(secret);
        stored.remove("stringData");
        stored.put("data", data);
        return stored;
    }

    /** The server decodes and encodes again; what is no base64 it refuses in its own words. */
    private static String canonical(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.replaceAll("[\r\n]", ""));
            return Base64.getEncoder().encodeToString(bytes);
        } catch (IllegalArgumentException none) {
            return base64;
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
