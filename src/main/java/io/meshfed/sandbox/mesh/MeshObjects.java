package io.meshfed.sandbox.mesh;

import io.meshfed.model.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The objects that the operator makes for one control plane. */
record MeshObjects(ControlPlane mesh) {

    /** The label of what a control plane owns. */
    static final String OWNER = "maistra.io/owner-name";

    Map<String, Object> istiodAccount() {
        return object(
                Kinds.SERVICE_ACCOUNT, "istiod-service-account-" + mesh.name(), istiodLabels());
    }

    Map<String, Object> istiodService() {
        Map<String, Object> service =
                object(Kinds.SERVICE, "istiod-" + mesh.name(), istiodLabels());
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("clusterIP", mesh.cluster().nextServiceIp());
        spec.put(
                "ports",
                List.of(
                        port("grpc-xds", 15010),
                        port("https-dns", 15012),
                        port("http-monitoring", 15014),
                        port("https-discovery", 8188)));
        spec.put("selector", selector(istiodLabels()));
        spec.put("type", "ClusterIP");
        service.put("spec", spec);
        return service;
    }

    Map<String, Object> istiodDeployment(long replicas) {
        return deployment(
                "istiod-" + mesh.name(),
                istiodLabels(),
                "istiod-service-account-" + mesh.name(),
                replicas);
    }

    Map<String, Object> gatewayAccount(GatewayEntry entry) {
        return object(
                Kinds.SERVICE_ACCOUNT, entry.name() + "-service-account", gatewayLabels(entry));
    }

    Map<String, Object> gatewayService(GatewayEntry entry, String clusterIp) {
        Map<String, String> labels = gatewayLabels(entry);
        Map<String, Object> service = object(Kinds.SERVICE, entry.name(), labels);
        if (!entry.serviceAnnotations().isEmpty()) {
            Map<String, Object> metadata = new LinkedHashMap<>(Manifests.part(service, "metadata"));
            metadata.put("annotations", entry.serviceAnnotations());
            service.put("metadata", metadata);
        }
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("clusterIP", clusterIp);
        List<Map<String, Object>> ports = new ArrayList<>();
        for (Map<String, Object> given : entry.servicePorts()) {
            ports.add(gatewayPort(entry, given));
        }
        spec.put("ports", ports);
        spec.put("selector", selector(labels));
        spec.put("type", entry.serviceType());
        service.put("spec", spec);
        return service;
    }

    private Map<String, Object> gatewayPort(GatewayEntry entry, Map<String, Object> given) {
        long number = Manifests.number(given, 0, "port");
        Map<String, Object> port = new LinkedHashMap<>(given);
        port.putIfAbsent("protocol", "TCP");
        port.putIfAbsent("targetPort", number);
        if (!entry.serviceType().equals("ClusterIP") && !port.containsKey("nodePort")) {
            port.put("nodePort", mesh.cluster().serviceAddresses().nodePort(mesh, entry, number));
        }
        return port;
    }

    Map<String, Object> gatewayDeployment(GatewayEntry entry) {
        return deployment(entry.name(), gatewayLabels(entry), entry.name() + "-service-account", 1);
    }

    private Map<String, Object> deployment(
            String name, Map<String, String> labels, String account, long replicas) {
        Map<String, Object> deployment = object(Kinds.DEPLOYMENT, name, labels);
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", name.startsWith("istiod-") ? "discovery" : "istio-proxy");
        container.put("image", "sandbox.invalid/" + container.get("name"));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("replicas", replicas);
        spec.put("selector", Map.of("matchLabels", selector(labels)));
        spec.put(
                "template",
                Map.of(
                        "metadata",
                        Map.of("labels", new LinkedHashMap<>(labels)),
                        "spec",
                        Map.of("containers", List.of(container), "serviceAccountName", account)));
        deployment.put("spec", spec);
        return deployment;
    }

    private Map<String, Object> object(ResourceType type, String name, Map<String, String> labels) {
        return Manifests.object(type, mesh.namespace(), name, labels);
    }

    private Map<String, String> istiodLabels() {
        Map<String, String> labels = common();
        labels.put("app", "istiod");
        labels.put("istio", "pilot");
        labels.put("istio.io/rev", mesh.name());
        return labels;
    }

    private Map<String, String> gatewayLabels(GatewayEntry entry) {
        Map<String, String> labels = common();
        labels.put("app", entry.name());
        labels.put("istio", entry.ingress() ? "ingressgateway" : "egressgateway");
        labels.put("maistra.io/gateway", entry.name() + "." + mesh.namespace());
        labels.put("service.istio.io/canonical-name", entry.name());
        entry.serviceLabels().forEach((key, value) -> labels.put(key, String.valueOf(value)));
        return labels;
    }

    private Map<String, String> common() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("app.kubernetes.io/instance", mesh.namespace());
        labels.put("app.kubernetes.io/managed-by", "maistra-istio-operator");
        labels.put("maistra.io/owner", mesh.namespace());
        labels.put(OWNER, mesh.name());
        return labels;
    }

    private static Map<String, String> selector(Map<String, String> labels) {
        Map<String, String> selector = new LinkedHashMap<>();
        labels.forEach(
                (key, value) -> {
                    if (List.of("app", "istio", "istio.io/rev").contains(key)) {
                        selector.put(key, value);
                    }
                });
        return selector;
    }

    private static Map<String, Object> port(String name, int number) {
        return Map.of("name", name, "port", number, "protocol", "TCP", "targetPort", number);
    }
}
