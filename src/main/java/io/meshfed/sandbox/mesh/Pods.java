package io.meshfed.sandbox.mesh;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pod objects as the ReplicaSet controller and the kubelet would write them. */
final class Pods {

    private Pods() {}

    static Map<String, Object> object(Rollout rollout, String pod) {
        Map<String, Object> object =
                Manifests.object(
                        Kinds.POD,
                        rollout.namespace(),
                        pod,
                        Manifests.part(rollout.template(), "metadata", "labels"));
        object.put("spec", Manifests.part(rollout.template(), "spec"));
        return object;
    }

    static Map<String, Object> status(boolean ready, String ip, Instant now) {
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
                List.of(
                        Map.of(
                                "name",
                                "main",
                                "ready",
                                ready,
                                "restartCount",
                                0L,
                                "started",
                                ready)));
        return status;
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
