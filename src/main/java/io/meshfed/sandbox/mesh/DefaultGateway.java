package io.meshfed.sandbox.mesh;

import io.meshfed.model.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ingress gateway that every control plane has unless it says otherwise, with the Route that
 * leads to it.
 */
record DefaultGateway(ControlPlane mesh) {

    static final String NAME = "istio-ingressgateway";

    static boolean wanted(Map<String, Object> smcp) {
        return on(smcp, "spec", "gateways", "enabled")
                && on(smcp, "spec", "gateways", "ingress", "enabled");
    }

    static boolean routed(Map<String, Object> smcp) {
        return wanted(smcp) && on(smcp, "spec", "gateways", "openshiftRoute", "enabled");
    }

    private static boolean on(Map<String, Object> smcp, String... path) {
        return Trees.value(smcp, path).filter(Boolean.FALSE::equals).isEmpty();
    }

    /** Like an additional one, but for its ports. */
    static GatewayEntry entry(Map<String, Object> smcp) {
        Map<String, Object> spec =
                new LinkedHashMap<>(Manifests.part(smcp, "spec", "gateways", "ingress"));
        Map<String, Object> service = new LinkedHashMap<>(Manifests.part(spec, "service"));
        service.putIfAbsent(
                "ports",
                List.of(
                        port("status-port", 15021, 15021),
                        port("http2", 80, 8080),
                        port("https", 443, 8443)));
        spec.put("service", service);
        return new GatewayEntry(NAME, true, spec);
    }

    private static Map<String, Object> port(String name, long port, long target) {
        return Map.of("name", name, "port", port, "protocol", "TCP", "targetPort", target);
    }

    Map<String, Object> route() {
        Map<String, Object> route =
                Manifests.object(
                        Kinds.ROUTE,
                        mesh.namespace(),
                        NAME,
                        Map.of(
                                "app",
                                NAME,
                                "istio",
                                "ingressgateway",
                                "maistra.io/owner",
                                mesh.namespace(),
                                MeshObjects.OWNER,
                                mesh.name()));
        route.put(
                "spec",
                Map.of(
                        "port", Map.of("targetPort", "http2"),
                        "to", Map.of("kind", "Service", "name", NAME, "weight", 100L),
                        "wildcardPolicy", "None"));
        return route;
    }
}
