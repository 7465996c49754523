package io.meshfed.sandbox.mesh;

import java.util.List;
import java.util.Map;

/** What stands in the clusters of {@link TwoMeshes} at the beginning. */
final class MeshSeed {

    private MeshSeed() {}

    static void plant(String mesh, MemoryStore store) {
        String cp = mesh + "-mesh";
        for (String namespace : List.of(cp, "shop", "bank", "stranger")) {
            store.put(Manifests.object(Kinds.NAMESPACE, "", namespace, Map.of()));
        }
        Map<String, Object> smcp = Manifests.object(Kinds.CONTROL_PLANE, cp, mesh, Map.of());
        smcp.put("spec", controlPlane(mesh));
        store.put(smcp);
        Map<String, Object> roll = Manifests.object(Kinds.MEMBER_ROLL, cp, "default", Map.of());
        roll.put("spec", Map.of("members", List.of("shop", "bank")));
        store.put(roll);
        if (mesh.equals(TwoMeshes.ARO)) {
            TwoMeshes.service(store, "bank", "ledger", Map.of());
            TwoMeshes.service(store, "shop", "orders", Map.of());
            TwoMeshes.service(store, "shop", "stock", Map.of());
        } else {
            TwoMeshes.service(store, "bank", "rates", Map.of("tier", "public"));
            TwoMeshes.service(store, "shop", "prices", Map.of());
            TwoMeshes.service(store, "shop", "quotes", Map.of("tier", "public"));
            TwoMeshes.service(store, "shop", "hidden", Map.of());
        }
        TwoMeshes.service(store, "stranger", "alone", Map.of());
    }

    private static Map<String, Object> controlPlane(String mesh) {
        Map<String, Object> ingress =
                Map.of(
                        "type",
                        "LoadBalancer",
                        "ports",
                        List.of(
                                Map.of("name", "tls", "port", 15443),
                                Map.of("name", "https-discovery", "port", 8188)));
        Map<String, Object> egress =
                Map.of(
                        "ports",
                        List.of(
                                Map.of("name", "tls", "port", 15443),
                                Map.of("name", "http-discovery", "port", 8188)));
        return Map.of(
                "version", "v2.5",
                "security", Map.of("trust", Map.of("domain", mesh + "-mesh.local")),
                "gateways",
                        Map.of(
                                "additionalIngress",
                                        Map.of(
                                                "ingress-" + TwoMeshes.other(mesh),
                                                Map.of("service", ingress)),
                                "additionalEgress",
                                        Map.of(
                                                "egress-" + TwoMeshes.other(mesh),
                                                Map.of("service", egress))));
    }
}
