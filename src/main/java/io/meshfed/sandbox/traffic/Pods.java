package io.meshfed.sandbox.traffic;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.mesh.Kinds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pods behind Services, as one cluster's objects say. */
record Pods(String cluster, Followed objects) {

    /** Those that are ready, in the order of their names. */
    List<Map<String, Object>> behind(Map<String, Object> service) {
        Map<String, Object> selector =
                Trees.object(Trees.value(service, "spec", "selector").orElse(Map.of()));
        if (selector.isEmpty()) {
            return List.of();
        }
        return objects.in(Kinds.POD, List.of(Followed.namespace(service)))
                .filter(pod -> labels(pod).entrySet().containsAll(selector.entrySet()))
                .filter(Pods::ready)
                .toList();
    }

    List<Endpoint> endpoints(Map<String, Object> service) {
        return behind(service).stream().<Endpoint>map(this::endpoint).toList();
    }

    Endpoint.Pod endpoint(Map<String, Object> pod) {
        return new Endpoint.Pod(id(cluster, pod), texts(labels(pod)), place(pod), Workload.of(pod));
    }

    static String id(String cluster, Map<String, Object> pod) {
        return cluster + "/" + Followed.namespace(pod) + "/" + Followed.name(pod);
    }

    /** That of its node. */
    Place place(Map<String, Object> pod) {
        Optional<Map<String, Object>> node =
                Trees.text(pod, "spec", "nodeName")
                        .flatMap(name -> objects.get(Kinds.NODE, "", name));
        return node.map(Place::of).orElse(Place.UNKNOWN);
    }

    static Map<String, Object> labels(Map<String, Object> pod) {
        return Trees.object(Trees.value(pod, "metadata", "labels").orElse(Map.of()));
    }

    static Map<String, String> texts(Map<String, Object> labels) {
        Map<String, String> texts = new LinkedHashMap<>();
        labels.forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }

    /** Whether it is a gateway of a mesh and no workload. */
    static boolean proxy(Map<String, Object> pod) {
        boolean injected =
                Trees.text(pod, "metadata", "annotations", "inject.istio.io/templates")
                        .filter("gateway"::equals)
                        .isPresent();
        return injected
                || Trees.objects(pod, "spec", "containers").stream()
                        .allMatch(
                                container ->
                                        Trees.text(container, "name")
                                                .filter("istio-proxy"::equals)
                                                .isPresent());
    }

    static boolean ready(Map<String, Object> pod) {
        return Trees.value(pod, "metadata", "deletionTimestamp").isEmpty()
                && Trees.objects(pod, "status", "conditions").stream()
                        .filter(condition -> "Ready".equals(condition.get("type")))
                        .anyMatch(condition -> "True".equals(condition.get("status")));
    }
}
