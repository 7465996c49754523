package io.meshfed.testing;

import io.meshfed.model.ObjectRef;
import io.meshfed.resource.ResourceTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Service of a gateway, as the operator makes it and the cloud gives it addresses. */
public final class Gateway {

    private final RawCluster cluster;
    private final ObjectRef service;

    private Gateway(RawCluster cluster, ObjectRef service) {
        this.cluster = cluster;
        this.service = service;
    }

    /**
     * Takes the place of a Service of that name.
     *
     * @param type of the Service
     * @param labels of the Service
     */
    public static Gateway create(
            SeededMesh mesh, String name, String type, Map<String, Object> labels) {
        ObjectRef service = new ObjectRef(ResourceTypes.SERVICE, mesh.mesh().namespace(), name);
        mesh.cluster().delete(service);
        mesh.cluster()
                .put(
                        service,
                        Map.of(
                                "metadata",
                                Map.of("labels", labels),
                                "spec",
                                Map.of(
                                        "type",
                                        type,
                                        "selector",
                                        Map.of("app", name),
                                        "ports",
                                        ports(name))));
        return new Gateway(mesh.cluster(), service);
    }

    public static Gateway create(SeededMesh mesh, String name, String type) {
        return create(mesh, name, type, Map.of());
    }

    private static List<Map<String, Object>> ports(String name) {
        String discovery = name.startsWith("egress") ? "http-discovery" : "https-discovery";
        return List.of(port("tls", 15443), port(discovery, 8188));
    }

    private static Map<String, Object> port(String name, int number) {
        Map<String, Object> port = new LinkedHashMap<>();
        port.put("name", name);
        port.put("port", number);
        return port;
    }

    /** Each is an IP, or a host name. */
    public void addressed(String... addresses) {
        List<Map<String, Object>> ingress = new ArrayList<>();
        for (String address : addresses) {
            boolean ip = address.matches("[0-9.]+|.*:.*");
            ingress.add(Map.of(ip ? "ip" : "hostname", address));
        }
        cluster.mergeStatus(service, Map.of("loadBalancer", Map.of("ingress", ingress)));
    }

    public ObjectRef service() {
        return service;
    }
}
