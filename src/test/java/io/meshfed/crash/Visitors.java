package io.meshfed.crash;

import io.meshfed.engine.Step;
import io.meshfed.model.ResourceType;
import io.meshfed.model.ServiceName;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.steps.RouteTrafficStep;
import io.meshfed.traffic.PatternWish;
import io.meshfed.traffic.TrafficPattern;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Requests from outside for a service of the mesh on aro, as its users let them in. */
final class Visitors {

    static final String MESH = "aro-stg-mesh";
    static final String PEER = "rosa-prod-mesh";
    static final ServiceName SERVICE = new ServiceName("stg-member", "kube-info");
    static final SortedMap<String, Integer> EVEN = new TreeMap<>(Map.of(MESH, 50, PEER, 50));

    private static final String HOST = "info.apps.aro.example";

    private Visitors() {}

    static List<Step> route(TrafficPattern pattern) {
        return Pipelines.alone(
                new RouteTrafficStep(
                        MESH,
                        SERVICE.toString(),
                        PatternWish.of(pattern),
                        Set.of(HOST),
                        Duration.ofSeconds(60)));
    }

    /** A Gateway, and a VirtualService for whatever host comes. */
    static void settle(World world) {
        settle(world, Visited.STAGING);
    }

    static void settle(World world, Visited visited) {
        ObjectStore store = world.api(visited.cluster()).store();
        store.put(
                object(
                        ResourceTypes.GATEWAY,
                        new ServiceName(visited.service().namespace(), "kube-info-gateway"),
                        Map.of(
                                "selector",
                                Map.of("istio", "ingressgateway"),
                                "servers",
                                List.of(
                                        Map.of(
                                                "hosts",
                                                List.of("*"),
                                                "port",
                                                Map.of(
                                                        "name",
                                                        "http",
                                                        "number",
                                                        8080,
                                                        "protocol",
                                                        "HTTP"))))));
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("match", List.of(Map.of("uri", Map.of("prefix", "/info"))));
        rule.put("route", List.of(Map.of("destination", Map.of("host", "kube-info"))));
        store.put(
                object(
                        ResourceTypes.VIRTUAL_SERVICE,
                        new ServiceName(visited.service().namespace(), "kube-info"),
                        Map.of(
                                "hosts",
                                List.of("*"),
                                "gateways",
                                List.of("kube-info-gateway"),
                                "http",
                                List.of(rule))));
    }

    static Map<String, Object> object(
            ResourceType type, ServiceName name, Map<String, Object> spec) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", type.apiVersion());
        object.put("kind", type.kind());
        object.put("metadata", Map.of("name", name.name(), "namespace", name.namespace()));
        object.put("spec", spec);
        return object;
    }
}
