package io.meshfed.sandbox;

import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.GatewayMode;
import io.meshfed.model.Mesh;
import io.meshfed.model.TrustDomain;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.Manifests;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ServiceMeshControlPlane that the owner of a mesh would have written for this federation. */
record ControlPlaneSeed(Federation federation, Mesh mesh) {

    Map<String, Object> object() {
        Map<String, Object> object =
                Manifests.object(
                        Kinds.CONTROL_PLANE, mesh.namespace(), mesh.controlPlane(), Map.of());
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("version", "v2.6");
        spec.put("security", security());
        spec.put("tracing", Map.of("type", "None"));
        if (!mesh.rootConfigMap().equals(Mesh.DEFAULT_ROOT_CONFIG_MAP)) {
            spec.put(
                    "techPreview",
                    Map.of("global", Map.of("caCertConfigMapName", mesh.rootConfigMap())));
        }
        if (mesh.gateways() == GatewayMode.EXISTING) {
            spec.put("gateways", gateways());
        }
        object.put("spec", spec);
        return object;
    }

    private Map<String, Object> security() {
        String domain =
                mesh.declaredTrustDomain().map(TrustDomain::value).orElse(mesh.name() + ".local");
        return Map.of(
                "dataPlane", Map.of("mtls", true),
                "identity", Map.of("type", "ThirdParty"),
                "trust", Map.of("domain", domain));
    }

    private Map<String, Object> gateways() {
        Map<String, Object> ingress = new LinkedHashMap<>();
        Map<String, Object> egress = new LinkedHashMap<>();
        for (Direction direction : federation.directionsFrom(mesh)) {
            ingress.put(direction.ingressName(), ingress(direction));
            egress.put(direction.egressName(), egress(direction));
        }
        return Map.of("additionalIngress", ingress, "additionalEgress", egress);
    }

    private static Map<String, Object> ingress(Direction direction) {
        return Map.of(
                "enabled",
                true,
                "service",
                Map.of(
                        "metadata",
                        labels("ingress-for", direction),
                        "ports",
                        ports("https-discovery"),
                        "type",
                        serviceType(direction)));
    }

    /** An address that the file gives is that of somebody's own balancer before the nodes. */
    static String serviceType(Direction direction) {
        if (direction.sameCluster()) {
            return "ClusterIP";
        }
        return direction.localSide().addresses().isEmpty() ? "LoadBalancer" : "NodePort";
    }

    private static Map<String, Object> egress(Direction direction) {
        return Map.of(
                "enabled",
                true,
                "requestedNetworkView",
                List.of("network-" + direction.peerName()),
                "service",
                Map.of(
                        "metadata",
                        labels("egress-for", direction),
                        "ports",
                        ports("http-discovery")));
    }

    private static Map<String, Object> labels(String purpose, Direction direction) {
        return Map.of("labels", Map.of("federation.maistra.io/" + purpose, direction.peerName()));
    }

    private static List<Map<String, Object>> ports(String discovery) {
        return List.of(
                Map.of("name", "tls", "port", 15443L), Map.of("name", discovery, "port", 8188L));
    }
}
