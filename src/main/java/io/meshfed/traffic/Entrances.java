package io.meshfed.traffic;

import io.meshfed.model.ClusterObject;
import java.util.List;

/**
 * What stands between the outside and a service.
 *
 * @param gateways that users' VirtualServices for it are bound to
 * @param services of the control plane's namespace: those in front of gateway pods are among them
 * @param routes of that namespace
 */
public record Entrances(
        List<ClusterObject> gateways, List<ClusterObject> services, List<ClusterObject> routes) {

    public static final Entrances NONE = new Entrances(List.of(), List.of(), List.of());

    public Entrances {
        gateways = List.copyOf(gateways);
        services = List.copyOf(services);
        routes = List.copyOf(routes);
    }
}
