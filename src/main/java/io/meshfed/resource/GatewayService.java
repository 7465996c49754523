package io.meshfed.resource;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Service of a federation gateway. */
public record GatewayService(ClusterObject service) {

    public static final String INGRESS_FOR = "federation.maistra.io/ingress-for";
    public static final String EGRESS_FOR = "federation.maistra.io/egress-for";
    private static final String DISCOVERY_PORT_NAME = "https-discovery";
    private static final String SERVICE_PORT_NAME = "tls";

    public GatewayService {
        requireNonNull(service);
    }

    public String name() {
        return service.ref().name();
    }

    public String type() {
        return service.text("spec", "type").orElse("ClusterIP");
    }

    /** All addresses of the load balancer, IPs and host names. */
    public List<String> loadBalancerAddresses() {
        List<String> addresses = new ArrayList<>();
        for (Map<String, Object> entry : service.objects("status", "loadBalancer", "ingress")) {
            Trees.text(entry, "ip").filter(ip -> !ip.isBlank()).ifPresent(addresses::add);
            Trees.text(entry, "hostname").filter(h -> !h.isBlank()).ifPresent(addresses::add);
        }
        return addresses;
    }

    public Optional<Integer> discoveryNodePort() {
        return nodePort(DISCOVERY_PORT_NAME, 8188);
    }

    public Optional<Integer> serviceNodePort() {
        return nodePort(SERVICE_PORT_NAME, 15443);
    }

    private Optional<Integer> nodePort(String name, long port) {
        List<Map<String, Object>> ports = service.objects("spec", "ports");
        return ports.stream()
                .filter(p -> Trees.text(p, "name").filter(name::equals).isPresent())
                .findFirst()
                .or(() -> ports.stream().filter(p -> number(p, "port") == port).findFirst())
                .map(p -> number(p, "nodePort"))
                .filter(nodePort -> nodePort > 0)
                .map(Long::intValue);
    }

    private static long number(Map<String, Object> port, String key) {
        return Trees.value(port, key)
                .filter(Number.class::isInstance)
                .map(n -> ((Number) n).longValue())
                .orElse(0L);
    }
}
