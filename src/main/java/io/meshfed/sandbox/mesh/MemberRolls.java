package io.meshfed.sandbox.mesh;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which namespaces belong to a mesh, and the status that says so. */
final class MemberRolls {

    /** Any other name is refused by the operator's webhook, so nobody looks at it. */
    private static final String NAME = "default";

    private final ClusterPlane cluster;

    MemberRolls(ClusterPlane cluster) {
        this.cluster = cluster;
    }

    /** Namespaces of the control planes whose rolls a new or removed namespace may concern. */
    List<String> namespaceChanged() {
        return cluster.store().list(Kinds.MEMBER_ROLL, "").stream()
                .map(Manifests::namespace)
                .distinct()
                .toList();
    }

    List<String> configured(String controlPlane) {
        return wanted(controlPlane).stream().filter(this::exists).toList();
    }

    private List<String> wanted(String controlPlane) {
        Optional<Map<String, Object>> roll =
                cluster.store().get(Kinds.MEMBER_ROLL, controlPlane, NAME);
        List<String> members =
                roll.map(r -> Trees.texts(Trees.value(r, "spec", "members").orElse(List.of())))
                        .orElse(List.of());
        List<String> all = new ArrayList<>();
        for (String member : members) {
            if (member.equals("*")) {
                all.addAll(ordinaryNamespaces(controlPlane));
            } else {
                all.add(member);
            }
        }
        return all.stream().distinct().sorted().toList();
    }

    private List<String> ordinaryNamespaces(String controlPlane) {
        return cluster.store().list(Kinds.NAMESPACE, "").stream()
                .map(Manifests::name)
                .filter(name -> !name.startsWith("kube-") && !name.startsWith("openshift"))
                .filter(name -> !name.equals("default") && !name.equals(controlPlane))
                .toList();
    }

    private boolean exists(String namespace) {
        return cluster.store()
                .get(Kinds.NAMESPACE, "", namespace)
                .filter(found -> Trees.value(found, "metadata", "deletionTimestamp").isEmpty())
                .isPresent();
    }

    void reconcile(String controlPlane) {
        Optional<Map<String, Object>> roll =
                cluster.store().get(Kinds.MEMBER_ROLL, controlPlane, NAME);
        roll.ifPresent(
                found ->
                        cluster.store()
                                .putStatus(
                                        Kinds.MEMBER_ROLL,
                                        controlPlane,
                                        NAME,
                                        status(found, controlPlane)));
    }

    private Map<String, Object> status(Map<String, Object> roll, String controlPlane) {
        List<String> wanted = wanted(controlPlane);
        List<String> configured = wanted.stream().filter(this::exists).toList();
        List<String> pending = wanted.stream().filter(name -> !configured.contains(name)).toList();
        boolean mesh =
                cluster.controlPlanes().stream()
                        .anyMatch(plane -> plane.namespace().equals(controlPlane));
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("observedGeneration", Manifests.generation(roll));
        status.put("members", wanted);
        status.put("configuredMembers", configured);
        status.put("pendingMembers", pending);
        status.put("terminatingMembers", List.of());
        status.put("conditions", List.of(ready(mesh, pending)));
        status.put(
                "annotations",
                Map.of(
                        "configuredMemberCount",
                        "%d/%d".formatted(configured.size(), wanted.size())));
        return status;
    }

    private static Map<String, Object> ready(boolean mesh, List<String> pending) {
        if (!mesh) {
            return Map.of(
                    "type", "Ready",
                    "status", "False",
                    "reason", "ErrSMCPMissing",
                    "message", "No ServiceMeshControlPlane exists in the namespace");
        }
        return Map.of(
                "type", "Ready",
                "status", pending.isEmpty() ? "True" : "False",
                "reason", pending.isEmpty() ? "Configured" : "Reconciling",
                "message",
                        pending.isEmpty()
                                ? "All namespaces have been configured successfully"
                                : "The following namespaces do not exist: " + pending);
    }
}
