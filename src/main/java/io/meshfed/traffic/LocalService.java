package io.meshfed.traffic;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.model.Trees;
import io.meshfed.resource.ResourceTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service of the mesh whose requests are routed.
 *
 * @param ports of its Service, in its order; never empty
 */
public record LocalService(ServiceName name, List<Integer> ports) {

    public LocalService {
        requireNonNull(name);
        ports = List.copyOf(ports);
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("a service needs a port");
        }
    }

    /** Empty for a Service without ports, which nothing can be routed to. */
    public static Optional<LocalService> of(ClusterObject service) {
        List<Integer> ports = ports(service);
        ServiceName name = new ServiceName(service.ref().namespace(), service.ref().name());
        return ports.isEmpty() ? Optional.empty() : Optional.of(new LocalService(name, ports));
    }

    /** The ports of a Service, in its order. */
    public static List<Integer> ports(ClusterObject service) {
        return service.objects("spec", "ports").stream()
                .flatMap(port -> Trees.value(port, "port").stream())
                .filter(Number.class::isInstance)
                .map(port -> ((Number) port).intValue())
                .toList();
    }

    /** The host of its requests within the mesh. */
    public String host() {
        return host(name);
    }

    public static String host(ServiceName name) {
        return name.name() + "." + name.namespace() + ".svc.cluster.local";
    }

    /** Ours, that routes its requests. */
    public static ObjectRef virtualService(ServiceName name) {
        return new ObjectRef(ResourceTypes.VIRTUAL_SERVICE, name.namespace(), ours(name));
    }

    /** Ours, that lets its requests fail over. */
    public static ObjectRef destinationRule(ServiceName name) {
        return new ObjectRef(ResourceTypes.DESTINATION_RULE, name.namespace(), ours(name));
    }

    private static String ours(ServiceName name) {
        return "meshfed-" + name.name();
    }

    ObjectRef virtualService() {
        return virtualService(name);
    }

    ObjectRef destinationRule() {
        return destinationRule(name);
    }

    /** Whether a host that stands in an object of that namespace means this service. */
    boolean meant(String host, String namespace) {
        String full = host;
        if (!host.contains(".")) {
            full = host + "." + namespace + ".svc.cluster.local";
        } else if (host.equals(name.name() + "." + name.namespace())) {
            full = host + ".svc.cluster.local";
        } else if (host.equals(name.name() + "." + name.namespace() + ".svc")) {
            full = host + ".cluster.local";
        }
        return full.equals(host());
    }

    /** Whether a route entry of a VirtualService of that namespace leads to that port of it. */
    boolean destination(Map<String, Object> entry, String namespace, int port) {
        Map<String, Object> destination = Trees.object(entry.get("destination"));
        boolean here = meant(Trees.text(destination, "host").orElse(""), namespace);
        return here && port(destination).filter(other -> other != port).isEmpty();
    }

    static Optional<Integer> port(Map<String, Object> destination) {
        return Trees.value(destination, "port", "number")
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).intValue());
    }
}
