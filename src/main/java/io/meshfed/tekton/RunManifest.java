package io.meshfed.tekton;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A PipelineRun that is to be. It has a name and a mark of its own, so that it can be found again
 * when the answer to its creation is lost.
 *
 * @param spec as Tekton wants it
 */
public record RunManifest(String pipeline, String name, String id, Map<String, Object> spec) {

    /** The mark; Tekton copies labels to all that it makes for the run. */
    static final String ID_LABEL = "meshfed.io/start";

    /** The name becomes a label on pods, which takes no more. */
    private static final int LONGEST_NAME = 63;

    /** Letters of generated names: none that spell words. */
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private static final int SUFFIX = 5;

    public RunManifest {
        requireNonNull(pipeline);
        requireNonNull(name);
        requireNonNull(id);
        requireNonNull(spec);
    }

    static RunManifest of(
            StartOrder order,
            Map<String, Object> params,
            Map<String, Map<String, Object>> workspaces) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("pipelineRef", Map.of("name", order.pipeline()));
        if (!params.isEmpty()) {
            spec.put("params", named(params));
        }
        if (!order.serviceAccount().isEmpty()) {
            spec.put("taskRunTemplate", Map.of("serviceAccountName", order.serviceAccount()));
        }
        Map<String, Object> timeouts = timeouts(order.timeouts());
        if (!timeouts.isEmpty()) {
            spec.put("timeouts", timeouts);
        }
        if (!workspaces.isEmpty()) {
            spec.put("workspaces", bound(workspaces));
        }
        String name = prefix(order.pipeline()) + suffix();
        return new RunManifest(order.pipeline(), name, UUID.randomUUID().toString(), spec);
    }

    private static List<Object> named(Map<String, Object> params) {
        List<Object> list = new ArrayList<>();
        params.forEach(
                (name, value) -> {
                    Map<String, Object> param = new LinkedHashMap<>();
                    param.put("name", name);
                    param.put("value", value);
                    list.add(param);
                });
        return list;
    }

    private static List<Object> bound(Map<String, Map<String, Object>> workspaces) {
        List<Object> list = new ArrayList<>();
        workspaces.forEach(
                (name, source) -> {
                    Map<String, Object> workspace = new LinkedHashMap<>();
                    workspace.put("name", name);
                    workspace.putAll(source);
                    list.add(workspace);
                });
        return list;
    }

    private static Map<String, Object> timeouts(StartOrder.Timeouts timeouts) {
        Map<String, Object> tree = new LinkedHashMap<>();
        put(tree, "pipeline", timeouts.pipeline());
        put(tree, "tasks", timeouts.tasks());
        put(tree, "finally", timeouts.last());
        return tree;
    }

    private static void put(Map<String, Object> tree, String key, Duration time) {
        if (!time.isZero()) {
            tree.put(
                    key,
                    "%dh%dm%ds"
                            .formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart()));
        }
    }

    private static String prefix(String pipeline) {
        int longest = LONGEST_NAME - SUFFIX - 1;
        String head = pipeline.length() > longest ? pipeline.substring(0, longest) : pipeline;
        return head + "-";
    }

    private static String suffix() {
        StringBuilder suffix = new StringBuilder();
        new SplittableRandom()
                .ints(SUFFIX, 0, ALPHABET.length())
                .forEach(letter -> suffix.append(ALPHABET.charAt(letter)));
        return suffix.toString();
    }

    /** What is sent. */
    Map<String, Object> tree() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("labels", Map.of(ID_LABEL, id));
        return tree(metadata);
    }

    /** What others may send as often as they like: each time it gets another name. */
    public Map<String, Object> repeatable(String namespace) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("generateName", prefix(pipeline));
        metadata.put("namespace", namespace);
        return tree(metadata);
    }

    private Map<String, Object> tree(Map<String, Object> metadata) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", TektonKinds.RUN.apiVersion());
        tree.put("kind", TektonKinds.RUN.kind());
        tree.put("metadata", metadata);
        tree.put("spec", spec);
        return tree;
    }
}
