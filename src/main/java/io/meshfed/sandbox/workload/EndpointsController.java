package io.meshfed.sandbox.workload;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.Manifests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Writes beside each Service that has a selector which pods it leads to. */
final class EndpointsController implements Controller {

    /** Many pods of a namespace change within a moment, and one look at them all will do. */
    private static final Duration LOOKS = Duration.ofMillis(200);

    private final Site site;
    private final Set<String> changed = new TreeSet<>();

    EndpointsController(Site site) {
        this.site = site;
    }

    @Override
    public List<ResourceType> follows() {
        return List.of(Kinds.SERVICE, Kinds.POD);
    }

    @Override
    public void changed(ObjectEvent event) {
        String namespace = Manifests.namespace(event.object());
        String name = Manifests.name(event.object());
        boolean service = event.type().equals(Kinds.SERVICE);
        if (service && site.store().get(Kinds.SERVICE, namespace, name).isEmpty()) {
            site.store().delete(Kinds.ENDPOINTS, namespace, name);
        }
        if (changed.isEmpty()) {
            site.clock().after(LOOKS, this::look);
        }
        changed.add(namespace);
    }

    private void look() {
        List<String> namespaces = List.copyOf(changed);
        changed.clear();
        for (String namespace : namespaces) {
            if (site.open(namespace)) {
                List<Map<String, Object>> pods = site.store().list(Kinds.POD, namespace);
                site.store()
                        .list(Kinds.SERVICE, namespace)
                        .forEach(service -> write(service, pods));
            }
        }
    }

    private static Map<String, Object> selector(Map<String, Object> service) {
        return Manifests.part(service, "spec", "selector");
    }

    private void write(Map<String, Object> service, List<Map<String, Object>> pods) {
        if (selector(service).isEmpty()) {
            return;
        }
        String namespace = Manifests.namespace(service);
        String name = Manifests.name(service);
        Map<String, Object> endpoints =
                Manifests.object(
                        Kinds.ENDPOINTS,
                        namespace,
                        name,
                        Manifests.part(service, "metadata", "labels"));
        List<Map<String, Object>> subsets = subsets(service, pods);
        if (!subsets.isEmpty()) {
            endpoints.put("subsets", subsets);
        }
        Optional<Map<String, Object>> there = site.store().get(Kinds.ENDPOINTS, namespace, name);
        boolean same =
                there.isPresent()
                        && Objects.equals(there.get().get("subsets"), endpoints.get("subsets"));
        if (!same) {
            site.store().put(endpoints);
        }
    }

    private static List<Map<String, Object>> subsets(
            Map<String, Object> service, List<Map<String, Object>> pods) {
        Map<String, Object> selector = selector(service);
        List<Map<String, Object>> ready = new ArrayList<>();
        List<Map<String, Object>> notReady = new ArrayList<>();
        for (Map<String, Object> pod : pods) {
            Map<String, Object> labels = Manifests.part(pod, "metadata", "labels");
            Optional<String> ip = Trees.text(pod, "status", "podIP");
            if (ip.isPresent() && labels.entrySet().containsAll(selector.entrySet())) {
                (ready(pod) ? ready : notReady).add(address(pod, ip.get()));
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
