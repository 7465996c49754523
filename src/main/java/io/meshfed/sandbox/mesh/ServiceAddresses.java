package io.meshfed.sandbox.mesh;

import io.meshfed.model.Trees;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives Services what the cloud would: an address, or a port on the nodes. */
final class ServiceAddresses {

    /** A cloud needs longer; nothing depends on it but patience. */
    private static final Duration CLOUD_NEEDS = Duration.ofSeconds(10);

    private static final String PLAIN = " of somebody";

    private final ClusterPlane cluster;
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Integer> nodePorts = new HashMap<>();

    ServiceAddresses(ClusterPlane cluster) {
        this.cluster = cluster;
    }

    /** The same for the same port, however often the operator writes the Service. */
    int nodePort(ControlPlane mesh, GatewayEntry entry, long port) {
        return nodePorts.computeIfAbsent(
                mesh.namespace() + "/" + entry.name() + ":" + port, key -> freePort());
    }

    private int freePort() {
        int port = 30000 + nodePorts.size() % 2768;
        while (nodePorts.containsValue(port)) {
            port = port == 32767 ? 30000 : port + 1;
        }
        return port;
    }

    /**
     * A Service that was there before these controllers keeps the ports that it has: others know
     * them by now.
     */
    void takeUp(ControlPlane mesh, Map<String, Object> service) {
        for (Map<String, Object> port : Trees.objects(service, "spec", "ports")) {
            long nodePort = Manifests.number(port, 0, "nodePort");
            if (nodePort > 0) {
                nodePorts.putIfAbsent(
                        mesh.namespace()
                                + "/"
                                + Manifests.name(service)
                                + ":"
                                + Manifests.number(port, 0, "port"),
                        (int) nodePort);
            }
        }
    }

    void reconcile(String namespace, String name) {
        Optional<Map<String, Object>> service = cluster.store().get(Kinds.SERVICE, namespace, name);
        Optional<Gateway> gateway = cluster.world().gatewayIn(cluster, namespace, name);
        boolean served =
                gateway.isPresent() || cluster.world().options().platform().runsWorkloads();
        if (service.isEmpty() || !served) {
            forget(namespace, name);
            return;
        }
        String type = Trees.text(service.get(), "spec", "type").orElse("ClusterIP");
        if (!type.equals("ClusterIP")) {
            gateway.ifPresent(found -> openNodePorts(service.get(), found));
        }
        // Once as somebody's Service, and once more when a gateway turns out to be behind it.
        String key = namespace + "/" + name + (gateway.isPresent() ? "" : PLAIN);
        if (type.equals("LoadBalancer") && asked.add(key) && !keep(service.get(), gateway)) {
            cluster.world().clock().after(CLOUD_NEEDS, () -> balance(namespace, name));
        }
    }

    private void forget(String namespace, String name) {
        asked.remove(namespace + "/" + name);
        asked.remove(namespace + "/" + name + PLAIN);
    }

    /** The addresses that it has lead to the gateway; false when it has none. */
    private boolean keep(Map<String, Object> service, Optional<Gateway> gateway) {
        List<Map<String, Object>> given =
                Trees.objects(service, "status", "loadBalancer", "ingress");
        given.forEach(each -> lead(each, gateway));
        return !given.isEmpty();
    }

    private void openNodePorts(Map<String, Object> service, Gateway gateway) {
        List<String> nodes =
                cluster.store().list(Kinds.NODE, "").stream()
                        .flatMap(node -> Trees.objects(node, "status", "addresses").stream())
                        .flatMap(address -> Trees.text(address, "address").stream())
                        .toList();
        for (Map<String, Object> port : Trees.objects(service, "spec", "ports")) {
            int nodePort = (int) Manifests.number(port, 0, "nodePort");
            if (Manifests.number(port, 0, "port") == PeerSpec.DISCOVERY_PORT && nodePort > 0) {
                nodes.forEach(
                        node -> cluster.world().addresses().openOnNode(node, nodePort, gateway));
            }
        }
    }

    private void balance(String namespace, String name) {
        Optional<Gateway> gateway = cluster.world().gatewayIn(cluster, namespace, name);
        boolean pending =
                gateway.filter(g -> g.mesh().has(MeshFault.BALANCERS_PENDING)).isPresent();
        Optional<Map<String, Object>> service = cluster.store().get(Kinds.SERVICE, namespace, name);
        boolean served =
                gateway.isPresent() || cluster.world().options().platform().runsWorkloads();
        if (service.isEmpty() || !served || pending) {
            forget(namespace, name);
            return;
        }
        if (keep(service.get(), gateway)) {
            return;
        }
        Map<String, Object> ingress =
                cluster.world().outlets().next(cluster.flavour(), cluster.name());
        lead(ingress, gateway);
        cluster.store()
                .putStatus(
                        Kinds.SERVICE,
                        namespace,
                        name,
                        Map.of("loadBalancer", Map.of("ingress", List.of(ingress))));
    }

    private void lead(Map<String, Object> ingress, Optional<Gateway> gateway) {
        for (Object each : ingress.values()) {
            String address = String.valueOf(each);
            gateway.ifPresent(found -> cluster.world().addresses().balance(address, found));
            cluster.world().outlets().taken(address);
        }
    }
}
