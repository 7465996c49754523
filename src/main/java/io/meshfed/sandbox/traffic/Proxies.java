package io.meshfed.sandbox.traffic;

import io.meshfed.model.ServiceName;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.MeshState;
import io.meshfed.sandbox.mesh.MeshState.Imported;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the proxies of one mesh were told last: it does not change any more, a newer one takes its
 * place.
 *
 * @param entrances by port of a gateway's Service
 * @param exportable what the mesh's own pods answer for, by Service
 */
record Proxies(Map<ServicePort, VirtualHosts> entrances, Map<ServiceName, Upstream> exportable) {

    /** A port of a Service. */
    record ServicePort(String namespace, String service, int port) {}

    Proxies {
        entrances = Map.copyOf(entrances);
        exportable = Map.copyOf(exportable);
    }

    /**
     * @param ports of the Service behind an import; empty when they are not known
     */
    static Proxies compile(
            MeshState mesh, Pods pods, Memory memory, Function<Imported, Set<Integer>> ports) {
        Registry own = new Registry().local(mesh, pods);
        Registry all = new Registry().local(mesh, pods);
        mesh.imports().forEach(taken -> all.imported(mesh, taken, ports.apply(taken)));
        Map<ServicePort, VirtualHosts> entrances = new HashMap<>();
        Map<ServiceName, Upstream> exportable = new HashMap<>();
        pods.objects()
                .in(Kinds.SERVICE, mesh.namespaces())
                .forEach(
                        service -> {
                            entrances.putAll(entrances(mesh, pods, memory, all, service));
                            exported(mesh, pods, memory, own, service)
                                    .ifPresent(upstream -> exportable.put(name(service), upstream));
                        });
        return new Proxies(entrances, exportable);
    }

    private static ServiceName name(Map<String, Object> service) {
        return new ServiceName(Followed.namespace(service), Followed.name(service));
    }

    private static Map<ServicePort, VirtualHosts> entrances(
            MeshState mesh,
            Pods pods,
            Memory memory,
            Registry registry,
            Map<String, Object> service) {
        Map<ServicePort, VirtualHosts> entrances = new HashMap<>();
        Optional<Map<String, Object>> proxy =
                pods.behind(service).stream().filter(Pods::proxy).findFirst();
        if (proxy.isEmpty()) {
            return entrances;
        }
        Upstreams upstreams =
                new Upstreams(mesh, pods.objects(), registry, pods.place(proxy.get()), memory);
        for (Map<String, Object> port : Trees.objects(service, "spec", "ports")) {
            int number = number(port, "port", 0);
            new GatewayPort(
                            mesh,
                            pods.objects(),
                            Pods.texts(Pods.labels(proxy.get())),
                            Set.copyOf(List.of(number, number(port, "targetPort", number))))
                    .compile(new RouteReader(upstreams, memory))
                    .ifPresent(
                            hosts ->
                                    entrances.put(
                                            new ServicePort(
                                                    Followed.namespace(service),
                                                    Followed.name(service),
                                                    number),
                                            hosts));
        }
        return entrances;
    }

    /** Federation takes no notice of ports: the first one answers. */
    private static Optional<Upstream> exported(
            MeshState mesh,
            Pods pods,
            Memory memory,
            Registry registry,
            Map<String, Object> service) {
        Upstreams upstreams = new Upstreams(mesh, pods.objects(), registry, Place.UNKNOWN, memory);
        return Registry.ports(service).stream()
                .findFirst()
                .flatMap(
                        port ->
                                upstreams.of(
                                        Map.of(
                                                "host",
                                                Registry.name(service),
                                                "port",
                                                Map.of("number", port)),
                                        Followed.namespace(service)));
    }

    private static int number(Map<String, Object> port, String key, int fallback) {
        return port.get(key) instanceof Number number ? number.intValue() : fallback;
    }
}
