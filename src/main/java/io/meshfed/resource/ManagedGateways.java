package io.meshfed.resource;

import io.meshfed.model.Direction;
import io.meshfed.model.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The gateways that a control plane needs for one peer, as entries of its ServiceMeshControlPlane.
 */
public final class ManagedGateways {

    private ManagedGateways() {}

    /** The field manager's suffix: one per peer, so that one peering can go without the others. */
    public static String manager(Direction direction) {
        return "gateways-" + direction.peerName();
    }

    /** Applied as a part: the rest of the control plane belongs to others. */
    public static Manifest desired(Direction direction) {
        Map<String, Object> gateways = new LinkedHashMap<>();
        gateways.put("additionalIngress", Map.of(direction.ingressName(), ingress(direction)));
        gateways.put("additionalEgress", Map.of(direction.egressName(), egress(direction)));
        return part(direction, Map.of("spec", Map.of("gateways", gateways)));
    }

    /** Nothing: applied by the same manager it takes the entries away. */
    public static Manifest none(Direction direction) {
        return part(direction, Map.of());
    }

    private static Manifest part(Direction direction, Map<String, Object> content) {
        return new Manifest(
                FederationObjects.controlPlane(direction.local()),
                new TreeMap<>(),
                new TreeMap<>(),
                content);
    }

    private static Map<String, Object> ingress(Direction direction) {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("type", direction.sameCluster() ? "ClusterIP" : "LoadBalancer");
        service.put("metadata", metadata(GatewayService.INGRESS_FOR, direction));
        service.put("ports", ports("https-discovery"));
        Map<String, Object> gateway = new LinkedHashMap<>();
        gateway.put("enabled", true);
        gateway.put("service", service);
        return gateway;
    }

    private static Map<String, Object> egress(Direction direction) {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("metadata", metadata(GatewayService.EGRESS_FOR, direction));
        service.put("ports", ports("http-discovery"));
        Map<String, Object> gateway = new LinkedHashMap<>();
        gateway.put("enabled", true);
        // istiod puts imported endpoints on the network named after the peer; any other view hides
        // them.
        gateway.put("requestedNetworkView", List.of("network-" + direction.peerName()));
        gateway.put("service", service);
        return gateway;
    }

    private static Map<String, Object> metadata(String label, Direction direction) {
        return Map.of("labels", Map.of(label, direction.peerName()));
    }

    /**
     * istiod hard-codes both port numbers; the prefix of the discovery port's name chooses the
     * protocol.
     */
    private static List<Map<String, Object>> ports(String discoveryName) {
        return List.of(port("tls", 15443), port(discoveryName, 8188));
    }

    private static Map<String, Object> port(String name, int number) {
        Map<String, Object> port = new LinkedHashMap<>();
        port.put("name", name);
        port.put("port", number);
        return port;
    }
}
