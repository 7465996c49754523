package io.meshfed.steps;

import io.meshfed.engine.StepContext;
import io.meshfed.engine.Waiting;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.GatewayAddress;
import io.meshfed.model.Mesh;
import io.meshfed.model.PeerEndpoint;
import io.meshfed.model.Peering;
import io.meshfed.model.PeeringSide;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.GatewayService;
import io.meshfed.resource.ResourceTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a mesh's ingress gateway for a peer can be reached by that peer. */
final class Addresses {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private Addresses() {}

    /**
     * Where the local mesh of the direction answers its remote mesh: as the file says, else as the
     * ingress gateway's Service says. Waits for a load balancer that has no address yet.
     */
    static PeerEndpoint of(StepContext context, Direction direction) {
        return find(context, direction, context.settings().dryRun() ? When.NOW : When.SOON);
    }

    /** The same, for whoever only looks: a load balancer without an address is PRECOND. */
    static PeerEndpoint seen(StepContext context, Direction direction) {
        return find(context, direction, When.NOW);
    }

    /**
     * Whether this rehearsal cannot tell an address because only a run would make the gateway that
     * gets it. The peer object of the other side cannot be computed then.
     */
    static boolean knownAfterApply(StepContext context, Direction direction) {
        return Gateways.onlyRehearsed(context, direction)
                && direction.localSide().addresses().isEmpty()
                && !direction.sameCluster()
                && Gateways.ingress(context, direction)
                        .filter(ingress -> !pending(ingress))
                        .isEmpty();
    }

    static boolean knownAfterApply(StepContext context, Peering peering) {
        return peering.directions().stream()
                .anyMatch(direction -> knownAfterApply(context, direction));
    }

    private static boolean pending(GatewayService ingress) {
        return ingress.type().equals("LoadBalancer") && ingress.loadBalancerAddresses().isEmpty();
    }

    private enum When {
        NOW,
        SOON
    }

    private static PeerEndpoint find(StepContext context, Direction direction, When when) {
        PeeringSide side = direction.localSide();
        if (!side.addresses().isEmpty()) {
            return endpoint(side, side.addresses(), 0, 0);
        }
        String name = Gateways.of(context, direction).ingress();
        if (direction.sameCluster()) {
            return endpoint(side, List.of(internalName(direction, name)), 0, 0);
        }
        GatewayService ingress = Gateways.ingress(context, direction).orElseThrow();
        return switch (ingress.type()) {
            case "LoadBalancer" ->
                    endpoint(side, loadBalancer(context, direction, ingress, when), 0, 0);
            case "NodePort" -> nodePort(context, direction, ingress);
            default -> throw notReachable(direction, ingress);
        };
    }

    private static String internalName(Direction direction, String gateway) {
        return "%s.%s.svc.cluster.local".formatted(gateway, direction.local().namespace());
    }

    private static PeerEndpoint endpoint(
            PeeringSide side, List<String> addresses, int discoveryPort, int servicePort) {
        return new PeerEndpoint(
                addresses,
                orElse(side.discoveryPort(), orElse(discoveryPort, PeerEndpoint.DISCOVERY_PORT)),
                orElse(side.servicePort(), orElse(servicePort, PeerEndpoint.SERVICE_PORT)));
    }

    private static int orElse(int port, int otherwise) {
        return port == 0 ? otherwise : port;
    }

    private static List<String> loadBalancer(
            StepContext context, Direction direction, GatewayService seen, When when) {
        if (!seen.loadBalancerAddresses().isEmpty()) {
            return checked(direction, seen.loadBalancerAddresses());
        }
        if (when == When.NOW) {
            throw pending(direction, seen);
        }
        GatewayService addressed = awaited(context, direction, seen);
        context.snapshotFor(direction.local())
                .forget(ResourceTypes.SERVICE, direction.local().namespace());
        return checked(direction, addressed.loadBalancerAddresses());
    }

    private static GatewayService awaited(
            StepContext context, Direction direction, GatewayService seen) {
        return new Waiting(
                        "load balancer address of %s".formatted(seen.service().ref()),
                        "Look at the Service's events; a pending load balancer is the cloud's or the quota's matter.",
                        LOOK_EVERY)
                .until(
                        context.settings(),
                        () -> reread(context, direction, seen),
                        service ->
                                service.loadBalancerAddresses().isEmpty()
                                        ? Optional.of("the load balancer is pending")
                                        : Optional.empty());
    }

    private static GatewayService reread(
            StepContext context, Direction direction, GatewayService seen) {
        return context.sessionFor(direction.local())
                .find(seen.service().ref())
                .map(GatewayService::new)
                .orElse(seen);
    }

    private static PeerEndpoint nodePort(
            StepContext context, Direction direction, GatewayService ingress) {
        Optional<Integer> discovery = ingress.discoveryNodePort();
        Optional<Integer> service = ingress.serviceNodePort();
        if (discovery.isEmpty() || service.isEmpty()) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "%s of mesh '%s' has no node ports for https-discovery (8188) and tls (15443)"
                            .formatted(ingress.service().ref(), direction.local().name()),
                    "Give both ports of the gateway a nodePort in the control plane.");
        }
        List<String> nodes = nodeAddresses(context, direction.local());
        if (nodes.isEmpty()) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "cluster '%s' has no ready node with an address"
                            .formatted(direction.local().cluster().name()),
                    "Give the addresses under sides of the peering in the federation file.");
        }
        return endpoint(
                direction.localSide(), checked(direction, nodes), discovery.get(), service.get());
    }

    private static List<String> nodeAddresses(StepContext context, Mesh mesh) {
        List<String> external = new ArrayList<>();
        List<String> internal = new ArrayList<>();
        for (ClusterObject node : context.snapshotFor(mesh).list(ResourceTypes.NODE, "")) {
            if (ready(node)) {
                external.addAll(addresses(node, "ExternalIP"));
                internal.addAll(addresses(node, "InternalIP"));
            }
        }
        return external.isEmpty() ? internal : external;
    }

    private static boolean ready(ClusterObject node) {
        return node.objects("status", "conditions").stream()
                .anyMatch(
                        condition ->
                                is(condition, "type", "Ready") && is(condition, "status", "True"));
    }

    private static List<String> addresses(ClusterObject node, String type) {
        return node.objects("status", "addresses").stream()
                .filter(address -> is(address, "type", type))
                .flatMap(address -> Trees.text(address, "address").stream())
                .toList();
    }

    private static boolean is(Map<String, Object> object, String key, String value) {
        return Trees.text(object, key).filter(value::equals).isPresent();
    }

    /**
     * An address from a cluster is hostile text too: one that leads back into the peer's own pod is
     * refused.
     */
    private static List<String> checked(Direction direction, List<String> addresses) {
        for (String address : addresses) {
            GatewayAddress.problem(address)
                    .ifPresent(
                            why -> {
                                throw new FederationException(
                                        ErrorClass.PRECOND,
                                        "the ingress gateway of mesh '%s' for peer '%s' shows address '%s', which %s"
                                                .formatted(
                                                        direction.local().name(),
                                                        direction.peerName(),
                                                        SafeText.of(address),
                                                        why),
                                        "Correct the Service, or give addresses under sides of the peering.");
                            });
        }
        return addresses;
    }

    private static FederationException pending(Direction direction, GatewayService ingress) {
        return new FederationException(
                ErrorClass.PRECOND,
                "%s of mesh '%s' has no load balancer address yet"
                        .formatted(ingress.service().ref(), direction.local().name()),
                "Wait for it (locate-gateway does), or give addresses under sides of the peering.");
    }

    private static FederationException notReachable(Direction direction, GatewayService ingress) {
        return new FederationException(
                ErrorClass.PRECOND,
                "%s of mesh '%s' is of type %s, which peer '%s' in cluster '%s' cannot reach"
                        .formatted(
                                ingress.service().ref(),
                                direction.local().name(),
                                SafeText.of(ingress.type()),
                                direction.peerName(),
                                direction.remote().cluster().name()),
                "Make it a LoadBalancer or a NodePort in %s, or give addresses under sides of the peering."
                        .formatted(FederationObjects.controlPlane(direction.local())));
    }
}
