package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Defaults of what runs containers. */
final class Workloads {

    private Workloads() {}

    static void deployment(Map<String, Object> deployment) {
        Map<String, Object> spec = Json.part(deployment.get("spec"));
        spec.putIfAbsent("replicas", 1L);
        spec.putIfAbsent("revisionHistoryLimit", 10L);
        spec.putIfAbsent("progressDeadlineSeconds", 600L);
        Map<String, Object> strategy = Json.part(spec.get("strategy"));
        strategy.putIfAbsent("type", "RollingUpdate");
        if (strategy.get("type").equals("RollingUpdate")) {
            Map<String, Object> rolling = Json.part(strategy.get("rollingUpdate"));
            rolling.putIfAbsent("maxSurge", "25%");
            rolling.putIfAbsent("maxUnavailable", "25%");
            strategy.put("rollingUpdate", rolling);
        }
        spec.put("strategy", strategy);
        Map<String, Object> template = Json.part(spec.get("template"));
        Map<String, Object> metadata = Json.part(template.get("metadata"));
        metadata.putIfAbsent("creationTimestamp", null);
        template.put("metadata", metadata);
        template.put("spec", podSpec(Json.part(template.get("spec"))));
        spec.put("template", template);
        deployment.put("spec", spec);
        deployment.putIfAbsent("status", new LinkedHashMap<>());
    }

    static void pod(Map<String, Object> pod) {
        pod.put("spec", podSpec(Json.part(pod.get("spec"))));
        pod.putIfAbsent("status", Map.of("phase", "Pending"));
    }

    private static Map<String, Object> podSpec(Map<String, Object> spec) {
        spec.putIfAbsent("dnsPolicy", "ClusterFirst");
        spec.putIfAbsent("restartPolicy", "Always");
        spec.putIfAbsent("schedulerName", "default-scheduler");
        spec.putIfAbsent("securityContext", new LinkedHashMap<>());
        spec.putIfAbsent("terminationGracePeriodSeconds", 30L);
        for (String list : List.of("containers", "initContainers")) {
            List<Object> containers = new ArrayList<>();
            for (Map<String, Object> container : Trees.objects(spec, list)) {
                containers.add(container(container));
            }
            if (!containers.isEmpty()) {
                spec.put(list, containers);
            }
        }
        return spec;
    }

    private static Map<String, Object> container(Map<String, Object> container) {
        String image = String.valueOf(container.getOrDefault("image", ""));
        boolean moving = image.endsWith(":latest") || !image.matches(".*[:@][^/]*");
        container.putIfAbsent("imagePullPolicy", moving ? "Always" : "IfNotPresent");
        container.putIfAbsent("resources", new LinkedHashMap<>());
        container.putIfAbsent("terminationMessagePath", "/dev/termination-log");
        container.putIfAbsent("terminationMessagePolicy", "File");
        List<Object> ports = new ArrayList<>();
        for (Map<String, Object> port : Trees.objects(container, "ports")) {
            port.putIfAbsent("protocol", "TCP");
            ports.add(port);
        }
        if (!ports.isEmpty()) {
            container.put("ports", ports);
        }
        return container;
    }
}
