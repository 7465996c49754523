package io.meshfed.sandbox.workload;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.Manifests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Writes beside each Service that has a selector which pods it leads to. */
record EndpointsController(Site site) implements Controller {

    @Override
    public List<ResourceType> follows() {
        return List.of(Kinds.SERVICE, Kinds.POD);
    }

    @Override
    public void changed(ObjectEvent event) {
        String namespace = Manifests.namespace(event.object());
        if (event.type().equals(Kinds.POD)) {
            site.store().list(Kinds.SERVICE, namespace).stream()
                    .filter(service -> selects(service, event.object()))
                    .forEach(this::write);
            return;
        }
        String name = Manifests.name(event.object());
        Optional<Map<String, Object>> service = site.store().get(Kinds.SERVICE, namespace, name);
        service.ifPresentOrElse(
                this::write, () -> site.store().delete(Kinds.ENDPOINTS, namespace, name));
    }

    private static Map<String, Object> selector(Map<String, Object> service) {
        return Manifests.part(service, "spec", "selector");
    }

    private static boolean selects(Map<String, Object> service, Map<String, Object> pod) {
        Map<String, Object> selector = selector(service);
        return !selector.isEmpty()
                && Manifests.part(pod, "metadata", "labels")
                        .entrySet()
                        .containsAll(selector.entrySet());
    }

    private void write(Map<String, Object> service) {
        String namespace = Manifests.namespace(service);
        if (selector(service).isEmpty() || !site.open(namespace)) {
            return;
        }
        Map<String, Object> endpoints =
                Manifests.object(
                        Kinds.ENDPOINTS,
                        namespace,
                        Manifests.name(service),
                        Manifests.part(service, "metadata", "labels"));
        List<Map<String, Object>> subsets = subsets(service);
        if (!subsets.isEmpty()) {
            endpoints.put("subsets", subsets);
        }
        Optional<Map<String, Object>> there =
                site.store().get(Kinds.ENDPOINTS, namespace, Manifests.name(service));
        boolean same =
                there.filter(
                                known ->
                                        Objects.equals(
                                                known.get("subsets"), endpoints.get("subsets")))
                        .isPresent();
        if (!same) {
            site.store().put(endpoints);
        }
    }

    private List<Map<String, Object>> subsets(Map<String, Object> service) {
        List<Map<String, Object>> ready = new ArrayList<>();
        List<Map<String, Object>> notReady = new ArrayList<>();
        for (Map<String, Object> pod : site.store().list(Kinds.POD, Manifests.namespace(service))) {
            if (selects(service, pod)) {
                Trees.text(pod, "status", "podIP")
                        .ifPresent(ip -> (ready(pod) ? ready : notReady).add(address(pod, ip)));
            }
        }
        if (ready.isEmpty() && notReady.isEmpty()) {
            return List.of();
        }
        Map<String, Object> subset = new LinkedHashMap<>();
        if (!ready.isEmpty()) {
            subset.put("addresses", ready);
        }
        if (!notReady.isEmpty()) {
            subset.put("notReadyAddresses", notReady);
        }
        subset.put("ports", ports(service));
        return List.of(subset);
    }

    private static Map<String, Object> address(Map<String, Object> pod, String ip) {
        Map<String, Object> address = new LinkedHashMap<>();
        address.put("ip", ip);
        Trees.text(pod, "spec", "nodeName").ifPresent(node -> address.put("nodeName", node));
        address.put(
                "targetRef",
                Map.of(
                        "kind", "Pod",
                        "name", Manifests.name(pod),
                        "namespace", Manifests.namespace(pod)));
        return address;
    }

    /** A port that the pods call by name has the number of the Service here. */
    private static List<Map<String, Object>> ports(Map<String, Object> service) {
        List<Map<String, Object>> ports = new ArrayList<>();
        for (Map<String, Object> each : Trees.objects(service, "spec", "ports")) {
            Map<String, Object> port = new LinkedHashMap<>();
            Trees.text(each, "name").ifPresent(name -> port.put("name", name));
            port.put(
                    "port",
                    Manifests.number(each, Manifests.number(each, 0, "port"), "targetPort"));
            port.put("protocol", Trees.text(each, "protocol").orElse("TCP"));
            ports.add(port);
        }
        return ports;
    }

    private static boolean ready(Map<String, Object> pod) {
        return Trees.objects(pod, "status", "conditions").stream()
                .filter(condition -> "Ready".equals(condition.get("type")))
                .anyMatch(condition -> "True".equals(condition.get("status")));
    }
}
