package io.meshfed.sandbox.traffic;

import io.meshfed.model.ServiceName;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.MeshState;
import io.meshfed.sandbox.mesh.MeshState.Imported;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The hosts that the proxies of one mesh know, with what answers for them. */
final class Registry {

    private final Map<String, Host> hosts = new TreeMap<>();

    /**
     * One source of endpoints.
     *
     * @param ports that it serves; empty when that is not known
     */
    private record Source(Set<Integer> ports, List<Endpoint> endpoints) {

        boolean serves(int port) {
            return ports.isEmpty() || ports.contains(port);
        }
    }

    /**
     * A host.
     *
     * @param namespace whose DestinationRules speak for it
     */
    record Host(String name, String namespace, List<Source> sources) {

        boolean serves(int port) {
            return sources.stream().anyMatch(source -> source.serves(port));
        }

        List<Endpoint> endpoints(int port) {
            return sources.stream()
                    .filter(source -> source.serves(port))
                    .flatMap(source -> source.endpoints().stream())
                    .toList();
        }

        /** Empty when there are several, or none that is known. */
        Optional<Integer> onlyPort() {
            List<Integer> all =
                    sources.stream().flatMap(source -> source.ports().stream()).distinct().toList();
            return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
        }
    }

    /** What is in the cluster. */
    Registry local(MeshState mesh, Pods pods) {
        pods.objects()
                .in(Kinds.SERVICE, mesh.namespaces())
                .forEach(
                        service ->
                                add(
                                        name(service),
                                        Followed.namespace(service),
                                        new Source(ports(service), pods.endpoints(service))));
        return this;
    }

    /**
     * What peers export to us.
     *
     * @param ports of the exported Service; empty when they are not known
     */
    Registry imported(MeshState mesh, Imported taken, Set<Integer> ports) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("topology.istio.io/cluster", taken.peer());
        labels.put("topology.istio.io/network", "network-" + taken.peer());
        labels.put("service.istio.io/canonical-revision", taken.peer());
        add(
                taken.hostname(),
                taken.local().namespace(),
                new Source(
                        ports,
                        List.of(
                                new Endpoint.Peer(
                                        mesh.key(),
                                        taken.peer(),
                                        taken.exportedName(),
                                        labels,
                                        new Place(taken.place())))));
        return this;
    }

    private void add(String name, String namespace, Source source) {
        Host known = hosts.getOrDefault(name, new Host(name, namespace, List.of()));
        List<Source> sources = new ArrayList<>(known.sources());
        sources.add(source);
        hosts.put(name, new Host(name, known.namespace(), List.copyOf(sources)));
    }

    Optional<Host> find(String name) {
        return Optional.ofNullable(hosts.get(name));
    }

    static String name(Map<String, Object> service) {
        return name(new ServiceName(Followed.namespace(service), Followed.name(service)));
    }

    static String name(ServiceName service) {
        return "%s.%s.svc.cluster.local".formatted(service.name(), service.namespace());
    }

    static Set<Integer> ports(Map<String, Object> service) {
        Set<Integer> ports = new TreeSet<>();
        for (Map<String, Object> port : Trees.objects(service, "spec", "ports")) {
            if (port.get("port") instanceof Number number) {
                ports.add(number.intValue());
            }
        }
        return ports;
    }
}
