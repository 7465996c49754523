package io.meshfed.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ApiServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * What a Tekton controller wrote, written once more, event by event, by a controller without a
 * cluster. Containers say a line when they begin and one when they end.
 */
public final class TektonReplay {

    /** Streams of a real controller. */
    private static final Path RECORDED = Path.of("../shared/reference/observed/tekton");

    /** A few written by hand. */
    private static final Path BY_HAND = Path.of("src/test/resources/tekton");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final List<Map<String, Object>> objects;
    private final Set<String> begun = new HashSet<>();
    private final Set<String> ended = new HashSet<>();

    private TektonReplay(String name, List<Map<String, Object>> objects) {
        this.name = name;
        this.objects = objects;
    }

    /** Skips the test where the recordings are not at hand. */
    public static TektonReplay recorded(String name) {
        assumeTrue(
                Files.isDirectory(RECORDED), "no recordings of a Tekton controller in " + RECORDED);
        return read(RECORDED, name);
    }

    public static TektonReplay byHand(String name) {
        return read(BY_HAND, name);
    }

    private static TektonReplay read(Path folder, String name) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (String part : List.of("pipelinerun", "taskruns")) {
            Path file = folder.resolve(name + "." + part + ".jsonl");
            if (Files.exists(file)) {
                objects.addAll(objects(file));
            }
        }
        objects.sort(Comparator.comparingLong(TektonReplay::revision));
        return new TektonReplay(name, objects);
    }

    private static List<Map<String, Object>> objects(Path file) {
        try {
            List<Map<String, Object>> objects = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                Map<String, Object> event = JSON.readValue(line, new TypeReference<>() {});
                objects.add(Trees.object(event.get("object")));
            }
            return objects;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long revision(Map<String, Object> object) {
        return Long.parseLong(text(object, "metadata", "resourceVersion"));
    }

    public int size() {
        return objects.size();
    }

    /** Whether somebody asks with this event that the run be ended so. */
    public boolean asks(int event, String word) {
        return text(objects.get(event), "spec", "status").equals(word)
                && text(objects.get(event), "kind").equals("PipelineRun");
    }

    /** The Pipeline that ran, as Tekton copied it into the run. */
    public Map<String, Object> pipeline(String called) {
        Object spec =
                objects.stream()
                        .map(object -> Trees.value(object, "status", "pipelineSpec"))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElseThrow();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", "tekton.dev/v1");
        tree.put("kind", "Pipeline");
        tree.put("metadata", Map.of("name", called, "namespace", "default"));
        tree.put("spec", spec);
        return tree;
    }

    /** All of it, under the recorded name. */
    public void play(ApiServer server) {
        play(server, name, event -> {});
    }

    /**
     * @param called the name of the run, which may be there already
     * @param after each event
     */
    public void play(ApiServer server, String called, IntConsumer after) {
        for (int i = 0; i < objects.size(); i++) {
            Map<String, Object> object = Trees.object(renamed(objects.get(i), called));
            metadata(object).remove("resourceVersion");
            claim(server, object, called);
            containers(server, object);
            server.store().put(object);
            if (object.containsKey("status")) {
                putStatus(server, object);
            }
            after.accept(i);
        }
    }

    private static void putStatus(ApiServer server, Map<String, Object> object) {
        server.store()
                .putStatus(
                        text(object, "kind").equals("TaskRun")
                                ? TektonCluster.TASK_RUN
                                : TektonCluster.RUN,
                        text(object, "metadata", "namespace"),
                        text(object, "metadata", "name"),
                        Trees.object(object.get("status")));
    }

    /** The server gives objects a UID of its own, by which a TaskRun names its run. */
    private static void claim(ApiServer server, Map<String, Object> object, String called) {
        server.store()
                .get(TektonCluster.RUN, text(object, "metadata", "namespace"), called)
                .ifPresent(
                        run -> {
                            Map<String, Object> labels =
                                    new LinkedHashMap<>(
                                            Trees.object(metadata(object).get("labels")));
                            labels.computeIfPresent(
                                    "tekton.dev/pipelineRunUID",
                                    (key, old) -> text(run, "metadata", "uid"));
                            metadata(object).put("labels", labels);
                        });
        metadata(object).remove("uid");
        metadata(object).remove("ownerReferences");
    }

    /** A log begins before Tekton says that its container runs, and ends before it says so. */
    private void containers(ApiServer server, Map<String, Object> object) {
        String namespace = text(object, "metadata", "namespace");
        for (Map<String, Object> failed : Trees.objects(object, "status", "retriesStatus")) {
            containers(server, namespace, failed, true);
        }
        containers(server, namespace, Trees.object(object.get("status")), over(object));
    }

    private void containers(
            ApiServer server, String namespace, Map<String, Object> status, boolean over) {
        String pod = text(status, "podName");
        for (Map<String, Object> step : Trees.objects(status, "steps")) {
            String container = text(step, "container");
            boolean ended = over && step.containsKey("terminated");
            if (pod.isEmpty() || !ended && !step.containsKey("running")) {
                continue;
            }
            if (begun.add(pod + container)) {
                server.logs().say(namespace, pod, container, pod + " begins");
            }
            if (ended && this.ended.add(pod + container)) {
                server.logs().say(namespace, pod, container, pod + " ends");
                server.logs().end(namespace, pod, container);
            }
        }
    }

    private static boolean over(Map<String, Object> object) {
        return !Trees.objects(object, "status", "conditions").stream()
                .allMatch(condition -> "Unknown".equals(condition.get("status")));
    }

    private Object renamed(Object value, String called) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(String.valueOf(key), renamed(each, called)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(each -> renamed(each, called)).toList();
        }
        if (value instanceof String text) {
            boolean ours = text.equals(name) || text.startsWith(name + "-");
            return ours ? called + text.substring(name.length()) : text;
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> metadata(Map<String, Object> object) {
        return (Map<String, Object>) object.get("metadata");
    }

    private static String text(Map<String, Object> tree, String... path) {
        return Trees.text(tree, path).orElse("");
    }
}
