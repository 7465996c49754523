package io.meshfed.sandbox.mesh;

import io.meshfed.model.Trees;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One entry of a control plane's {@code additionalIngress} or {@code additionalEgress}. */
record GatewayEntry(String name, boolean ingress, Map<String, Object> spec) {

    boolean enabled() {
        return Trees.value(spec, "enabled").filter(Boolean.FALSE::equals).isEmpty();
    }

    String serviceType() {
        return Trees.text(spec, "service", "type").orElse("ClusterIP");
    }

    /** Without any the chart's own come, and those are of no use to a federation. */
    List<Map<String, Object>> servicePorts() {
        List<Map<String, Object>> given = Trees.objects(spec, "service", "ports");
        return given.isEmpty()
                ? List.of(Map.of("name", "http2", "port", 80), Map.of("name", "https", "port", 443))
                : given;
    }

    Set<Integer> ports() {
        return servicePorts().stream()
                .map(port -> (int) Manifests.number(port, 0, "port"))
                .collect(Collectors.toSet());
    }

    Map<String, Object> serviceLabels() {
        return Manifests.part(spec, "service", "metadata", "labels");
    }

    Map<String, Object> serviceAnnotations() {
        return Manifests.part(spec, "service", "metadata", "annotations");
    }
}
