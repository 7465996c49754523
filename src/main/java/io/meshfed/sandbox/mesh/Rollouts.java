package io.meshfed.sandbox.mesh;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Deployments and their pods: as many as asked for, replaced one by one when the template
 * changes (that is what a rollout restart is).
 */
final class Rollouts {

    private final ClusterPlane cluster;
    private final Map<String, Rollout> rollouts = new HashMap<>();

    Rollouts(ClusterPlane cluster) {
        this.cluster = cluster;
    }

    void reconcile(String namespace, String name) {
        Optional<Map<String, Object>> deployment =
                cluster.store().get(Kinds.DEPLOYMENT, namespace, name);
        if (deployment.isEmpty()) {
            forget(namespace, name);
            return;
        }
        Optional<PodRole> role = role(deployment.get());
        if (role.isEmpty()) {
            return;
        }
        if (!rollouts.containsKey(namespace + "/" + name)) {
            clearLeftovers(deployment.get());
        }
        Rollout rollout =
                rollouts.computeIfAbsent(
                        namespace + "/" + name, key -> new Rollout(namespace, name, role.get()));
        rollout.want(
                Manifests.number(deployment.get(), 1, "spec", "replicas"),
                Manifests.part(deployment.get(), "spec", "template"));
        settle(rollout);
    }

    /** An application goes with its Deployment; what belongs to a mesh, its operator takes away. */
    private void forget(String namespace, String name) {
        Rollout rollout = rollouts.get(namespace + "/" + name);
        if (rollout != null && rollout.role() instanceof PodRole.Application) {
            remove(namespace, name);
        }
    }

    /** For a Deployment that was there before these controllers: nothing else starts its pods. */
    void takeUp(String namespace, String name) {
        if (!rollouts.containsKey(namespace + "/" + name)) {
            reconcile(namespace, name);
        }
    }

    /** Pods that were there before these controllers died with their predecessors. */
    private void clearLeftovers(Map<String, Object> deployment) {
        Map<String, Object> selector =
                Manifests.part(deployment, "spec", "selector", "matchLabels");
        String namespace = Manifests.namespace(deployment);
        cluster.store().list(Kinds.POD, namespace).stream()
                .filter(
                        pod ->
                                !selector.isEmpty()
                                        && Manifests.part(pod, "metadata", "labels")
                                                .entrySet()
                                                .containsAll(selector.entrySet()))
                .map(Manifests::name)
                .forEach(pod -> cluster.store().delete(Kinds.POD, namespace, pod));
    }

    /** One step towards what is wanted; each step that ends calls for the next. */
    private void settle(Rollout rollout) {
        if (rollout.needsPod() && wanted(rollout)) {
            startPod(rollout);
            settle(rollout);
            return;
        }
        rollout.surplus().ifPresent(pod -> stopPod(rollout, pod, true));
        writeStatus(rollout);
    }

    /** Nobody wants pods whose Deployment or namespace is going. */
    private boolean wanted(Rollout rollout) {
        return cluster.open(rollout.namespace())
                && cluster.store()
                        .get(Kinds.DEPLOYMENT, rollout.namespace(), rollout.name())
                        .isPresent();
    }

    private void startPod(Rollout rollout) {
        String pod =
                "%s-%s-%s"
                        .formatted(
                                rollout.name(),
                                rollout.revision(),
                                cluster.world().options().pods().suffix(cluster.podCount()));
        String ip = cluster.nextPodIp();
        rollout.starting(pod);
        cluster.store().put(Pods.object(rollout, pod, cluster.nextNode()));
        cluster.store()
                .putStatus(
                        Kinds.POD,
                        rollout.namespace(),
                        pod,
                        Pods.status(rollout, false, ip, cluster.world().clock().now()));
        if (Pods.neverReady(rollout)) {
            return;
        }
        cluster.world()
                .clock()
                .after(
                        cluster.world().options().pods().starts(),
                        () -> podStarted(rollout, pod, ip));
    }

    private void podStarted(Rollout rollout, String pod, String ip) {
        if (!rollout.started(pod)) {
            return;
        }
        cluster.store()
                .putStatus(
                        Kinds.POD,
                        rollout.namespace(),
                        pod,
                        Pods.status(rollout, true, ip, cluster.world().clock().now()));
        rollout.role().started(pod, ip);
        settle(rollout);
        rollout.role().mesh().ifPresent(cluster.operator()::check);
    }

    private void stopPod(Rollout rollout, String pod, boolean graceful) {
        rollout.gone(pod);
        rollout.role().stopped(pod, graceful);
        cluster.store().delete(Kinds.POD, rollout.namespace(), pod);
        settle(rollout);
    }

    /** Somebody else deleted it: the Deployment makes another. */
    void podDeleted(String namespace, String pod) {
        owner(namespace, pod).ifPresent(rollout -> stopPod(rollout, pod, true));
    }

    /** It is gone without a good-bye, and the Deployment makes another. */
    void kill(String namespace, String pod) {
        owner(namespace, pod).ifPresent(rollout -> stopPod(rollout, pod, false));
    }

    /** It stops in peace, and the Deployment asks for one pod less. */
    void retire(String namespace, String pod) {
        owner(namespace, pod)
                .ifPresent(
                        rollout -> {
                            rollout.oneLess();
                            stopPod(rollout, pod, true);
                            cluster.store()
                                    .get(Kinds.DEPLOYMENT, namespace, rollout.name())
                                    .ifPresent(this::oneLess);
                        });
    }

    private void oneLess(Map<String, Object> deployment) {
        Map<String, Object> spec = new LinkedHashMap<>(Manifests.part(deployment, "spec"));
        spec.put("replicas", Manifests.number(deployment, 1, "spec", "replicas") - 1);
        Map<String, Object> scaled = new LinkedHashMap<>(deployment);
        scaled.put("spec", spec);
        cluster.store().put(scaled);
    }

    private Optional<Rollout> owner(String namespace, String pod) {
        return rollouts.values().stream()
                .filter(rollout -> rollout.namespace().equals(namespace))
                .filter(rollout -> rollout.has(pod))
                .findFirst();
    }

    void remove(String namespace, String name) {
        Optional.ofNullable(rollouts.remove(namespace + "/" + name))
                .ifPresent(
                        rollout ->
                                rollout.pods()
                                        .forEach(
                                                pod -> {
                                                    rollout.gone(pod);
                                                    rollout.role().stopped(pod, true);
                                                    cluster.store()
                                                            .delete(Kinds.POD, namespace, pod);
                                                }));
    }

    boolean knows(String namespace, String name) {
        return rollouts.containsKey(namespace + "/" + name);
    }

    boolean available(String namespace, String name) {
        return Optional.ofNullable(rollouts.get(namespace + "/" + name))
                .filter(Rollout::complete)
                .isPresent();
    }

    /** What a mesh owns waits for that mesh. */
    private Optional<PodRole> role(Map<String, Object> deployment) {
        Optional<PodRole> ofMesh =
                cluster.controlPlanes().stream()
                        .filter(mesh -> mesh.namespace().equals(Manifests.namespace(deployment)))
                        .flatMap(mesh -> PodRole.of(mesh, Manifests.name(deployment)).stream())
                        .findFirst();
        boolean owned =
                Manifests.part(deployment, "metadata", "labels").containsKey(MeshObjects.OWNER);
        return owned || ofMesh.isPresent() || !cluster.world().options().platform().runsWorkloads()
                ? ofMesh
                : Optional.of(new PodRole.Application());
    }

    private void writeStatus(Rollout rollout) {
        Optional<Map<String, Object>> deployment =
                cluster.store().get(Kinds.DEPLOYMENT, rollout.namespace(), rollout.name());
        deployment.ifPresent(
                found ->
                        cluster.store()
                                .putStatus(
                                        Kinds.DEPLOYMENT,
                                        rollout.namespace(),
                                        rollout.name(),
                                        status(found, rollout)));
    }

    private static Map<String, Object> status(Map<String, Object> deployment, Rollout rollout) {
        long wanted = Manifests.number(deployment, 1, "spec", "replicas");
        boolean all = rollout.ready() >= wanted;
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("observedGeneration", Manifests.generation(deployment));
        status.put("replicas", (long) rollout.pods().size());
        status.put("updatedReplicas", rollout.updated());
        status.put("readyReplicas", rollout.ready());
        status.put("availableReplicas", rollout.ready());
        status.put("unavailableReplicas", Math.max(0, rollout.pods().size() - rollout.ready()));
        status.put(
                "conditions",
                List.of(
                        Map.of(
                                "type",
                                "Available",
                                "status",
                                all ? "True" : "False",
                                "reason",
                                all ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                                "message",
                                "Deployment has %d ready pods".formatted(rollout.ready())),
                        Map.of(
                                "type",
                                "Progressing",
                                "status",
                                "True",
                                "reason",
                                rollout.complete() ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                                "message",
                                "ReplicaSet " + rollout.name() + "-" + rollout.revision())));
        return status;
    }
}
