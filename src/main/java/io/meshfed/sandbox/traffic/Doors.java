package io.meshfed.sandbox.traffic;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.MeshState;
import io.meshfed.sandbox.traffic.Proxies.ServicePort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The doors of one cluster: its Routes, and the addresses of its load balancers. */
record Doors(Pods pods, List<MeshState> meshes, Memory memory) {

    private static final int HTTP = 80;

    /** By host; of several, the one with the longest path first. */
    Map<String, List<Door>> open() {
        Map<String, List<Door>> doors = new TreeMap<>();
        for (Map<String, Object> route : pods.objects().all(Kinds.ROUTE)) {
            for (Map<String, Object> ingress : Trees.objects(route, "status", "ingress")) {
                if (admitted(ingress) && plain(route)) {
                    Trees.text(ingress, "host")
                            .ifPresent(
                                    host -> door(route).ifPresent(door -> put(doors, host, door)));
                }
            }
        }
        for (Map<String, Object> service : pods.objects().all(Kinds.SERVICE)) {
            for (Map<String, Object> ingress :
                    Trees.objects(service, "status", "loadBalancer", "ingress")) {
                ingress.values()
                        .forEach(
                                address ->
                                        port(service, HTTP)
                                                .flatMap(port -> door(service, port, ""))
                                                .ifPresent(
                                                        door ->
                                                                put(
                                                                        doors,
                                                                        String.valueOf(address),
                                                                        door)));
            }
        }
        doors.values()
                .forEach(
                        all ->
                                all.sort(
                                        Comparator.comparing(
                                                (Door door) -> -door.path().length())));
        return doors;
    }

    private static void put(Map<String, List<Door>> doors, String host, Door door) {
        doors.computeIfAbsent(host.toLowerCase(Locale.ROOT), none -> new ArrayList<>()).add(door);
    }

    private static boolean admitted(Map<String, Object> ingress) {
        return Trees.objects(ingress, "conditions").stream()
                .filter(condition -> "Admitted".equals(condition.get("type")))
                .anyMatch(condition -> "True".equals(condition.get("status")));
    }

    /** Without encryption the router serves an encrypted Route only where that is allowed. */
    private static boolean plain(Map<String, Object> route) {
        return Trees.value(route, "spec", "tls").isEmpty()
                || Trees.text(route, "spec", "tls", "insecureEdgeTerminationPolicy")
                        .filter("Allow"::equals)
                        .isPresent();
    }

    private Optional<Door> door(Map<String, Object> route) {
        Optional<Map<String, Object>> service =
                Trees.text(route, "spec", "to", "name")
                        .flatMap(
                                name ->
                                        pods.objects()
                                                .get(
                                                        Kinds.SERVICE,
                                                        Followed.namespace(route),
                                                        name));
        Optional<Object> target = Trees.value(route, "spec", "port", "targetPort");
        return service.flatMap(
                found ->
                        Trees.objects(found, "spec", "ports").stream()
                                .filter(port -> target.isEmpty() || named(port, target.get()))
                                .findFirst()
                                .flatMap(
                                        port ->
                                                door(
                                                        found,
                                                        port,
                                                        Trees.text(route, "spec", "path")
                                                                .orElse(""))));
    }

    /** A Route names a port by its name, or by the number that the pods have. */
    private static boolean named(Map<String, Object> port, Object target) {
        String text = String.valueOf(target);
        return text.equals(port.get("name"))
                || text.equals(String.valueOf(port.get("targetPort")))
                || text.equals(String.valueOf(port.get("port")));
    }

    private static Optional<Map<String, Object>> port(Map<String, Object> service, int number) {
        return Trees.objects(service, "spec", "ports").stream()
                .filter(port -> port.get("port") instanceof Number n && n.intValue() == number)
                .findFirst();
    }

    /** Empty when no pod is ready. */
    private Optional<Door> door(
            Map<String, Object> service, Map<String, Object> port, String path) {
        List<Map<String, Object>> behind = pods.behind(service);
        if (behind.isEmpty()) {
            return Optional.empty();
        }
        String namespace = Followed.namespace(service);
        if (behind.stream().allMatch(Pods::proxy)) {
            int number = ((Number) port.get("port")).intValue();
            return meshes.stream()
                    .filter(mesh -> mesh.namespaces().contains(namespace))
                    .findFirst()
                    .map(
                            mesh ->
                                    new Door.Gateway(
                                            path,
                                            mesh.key(),
                                            new ServicePort(
                                                    namespace, Followed.name(service), number)));
        }
        String name = "route|%s|%s".formatted(pods.cluster(), Registry.name(service));
        return Optional.of(
                new Door.Direct(
                        path,
                        new Upstream(
                                pods.endpoints(service),
                                Place.UNKNOWN,
                                Policy.NONE,
                                memory.upstream(name))));
    }
}
