package io.meshfed.sandbox.mesh;

import io.meshfed.model.Trees;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Pod objects as the ReplicaSet controller and the kubelet would write them. */
final class Pods {

    private Pods() {}

    /** Set to "false" in a template, its pods never become ready. */
    private static final String READY = "sandbox.meshfed.io/ready";

    /**
     * @param node where it runs; empty when the cluster has none
     */
    static Map<String, Object> object(Rollout rollout, String pod, String node) {
        Map<String, Object> object =
                Manifests.object(
                        Kinds.POD,
                        rollout.namespace(),
                        pod,
                        Manifests.part(rollout.template(), "metadata", "labels"));
        Map<String, Object> annotations = annotations(rollout);
        if (!annotations.isEmpty()) {
            Map<String, Object> metadata = new LinkedHashMap<>(Manifests.part(object, "metadata"));
            metadata.put("annotations", annotations);
            object.put("metadata", metadata);
        }
        Map<String, Object> spec = new LinkedHashMap<>(Manifests.part(rollout.template(), "spec"));
        if (!node.isEmpty()) {
            spec.put("nodeName", node);
        }
        object.put("spec", spec);
        return object;
    }

    private static Map<String, Object> annotations(Rollout rollout) {
        return Manifests.part(rollout.template(), "metadata", "annotations");
    }

    static boolean neverReady(Rollout rollout) {
        return "false".equals(annotations(rollout).get(READY));
    }

    static Map<String, Object> status(Rollout rollout, boolean ready, String ip, Instant now) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("phase", ready ? "Running" : "Pending");
        status.put("podIP", ip);
        status.put("startTime", Remotes.stamp(now));
        status.put(
                "conditions",
                Stream.of("Initialized", "ContainersReady", "Ready", "PodScheduled")
                        .map(type -> condition(type, ready, now))
                        .toList());
        status.put(
                "containerStatuses",
                Trees.objects(rollout.template(), "spec", "containers").stream()
                        .map(container -> container(container, ready))
                        .toList());
        return status;
    }

    private static Map<String, Object> container(Map<String, Object> container, boolean ready) {
        return Map.of(
                "name",
                Trees.text(container, "name").orElse("main"),
                "image",
                Trees.text(container, "image").orElse(""),
                "imageID",
                "",
                "ready",
                ready,
                "restartCount",
                0L,
                "started",
                ready);
    }

    private static Map<String, Object> condition(String type, boolean ready, Instant now) {
        boolean holds = ready || type.equals("PodScheduled");
        return Map.of(
                "type",
                type,
                "status",
                holds ? "True" : "False",
                "lastTransitionTime",
                Remotes.stamp(now));
    }
}
