package io.meshfed.steps;

import io.meshfed.engine.StepContext;
import io.meshfed.model.Direction;
import io.meshfed.model.GatewayMode;
import io.meshfed.model.Mesh;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.GatewayService;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.resource.ServiceMeshPeers.GatewayPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the gateways that a mesh keeps for a peer: by declared name, by the usual name, else by
 * label.
 */
final class Gateways {

    private Gateways() {}

    /**
     * Both gateways of the local mesh; what is missing is told with the YAML that adds it. In a
     * rehearsal the names of those that a run would make stand in for them.
     */
    static GatewayPair of(StepContext context, Direction direction) {
        Optional<GatewayService> ingress = ingress(context, direction);
        Optional<GatewayService> egress = egress(context, direction);
        boolean complete = ingress.isPresent() && egress.isPresent();
        if (!complete && !onlyRehearsed(context, direction)) {
            throw missing(context, direction, ingress.isEmpty(), egress.isEmpty());
        }
        return new GatewayPair(
                ingress.map(GatewayService::name).orElse(direction.ingressName()),
                egress.map(GatewayService::name).orElse(direction.egressName()));
    }

    /** Whether a run would make the gateways, and this one only says so. */
    static boolean onlyRehearsed(StepContext context, Direction direction) {
        return context.settings().dryRun() && direction.local().gateways() == GatewayMode.MANAGED;
    }

    static Optional<GatewayService> ingress(StepContext context, Direction direction) {
        return find(
                context,
                direction,
                direction.declaredIngress(),
                Direction::ingressName,
                GatewayService.INGRESS_FOR);
    }

    static Optional<GatewayService> egress(StepContext context, Direction direction) {
        return find(
                context,
                direction,
                direction.declaredEgress(),
                Direction::egressName,
                GatewayService.EGRESS_FOR);
    }

    private static Optional<GatewayService> find(
            StepContext context,
            Direction direction,
            Optional<String> declared,
            Function<Direction, String> usualName,
            String label) {
        List<GatewayService> services = services(context, direction.local());
        Optional<GatewayService> byName = named(services, usualName.apply(direction));
        if (byName.isPresent() || declared.isPresent()) {
            return byName;
        }
        List<GatewayService> marked =
                services.stream().filter(s -> s.service().label(label).isPresent()).toList();
        List<GatewayService> forPeer =
                marked.stream().filter(s -> marks(s, label, direction)).toList();
        return onlyOne(forPeer, direction, label)
                .or(
                        () ->
                                onlyOne(
                                        unclaimed(marked, context, direction, usualName, label),
                                        direction,
                                        label));
    }

    private static boolean marks(GatewayService service, String label, Direction direction) {
        String value = service.service().label(label).orElse("");
        return value.equals(direction.peerName())
                || value.equals(direction.remote().controlPlane());
    }

    /**
     * An ingress serves one peer only, so one that another peering of the file uses is not ours.
     */
    private static List<GatewayService> unclaimed(
            List<GatewayService> marked,
            StepContext context,
            Direction direction,
            Function<Direction, String> usualName,
            String label) {
        List<Direction> others =
                context.whole().directionsFrom(direction.local()).stream()
                        .filter(other -> other.compareTo(direction) != 0)
                        .toList();
        return marked.stream()
                .filter(
                        service ->
                                others.stream()
                                        .noneMatch(
                                                other ->
                                                        service.name()
                                                                        .equals(
                                                                                usualName.apply(
                                                                                        other))
                                                                || marks(service, label, other)))
                .toList();
    }

    private static Optional<GatewayService> onlyOne(
            List<GatewayService> found, Direction direction, String label) {
        if (found.size() > 1) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "mesh '%s' has %d gateways labelled %s that fit peer '%s': %s"
                            .formatted(
                                    direction.local().name(),
                                    found.size(),
                                    label,
                                    direction.peerName(),
                                    names(found)),
                    "Name the right one in the federation file, under sides of the peering.");
        }
        return found.stream().findFirst();
    }

    private static String names(List<GatewayService> services) {
        return String.join(
                ", ", services.stream().map(s -> SafeText.of(s.name())).sorted().toList());
    }

    private static Optional<GatewayService> named(List<GatewayService> services, String name) {
        return services.stream().filter(service -> service.name().equals(name)).findFirst();
    }

    static List<GatewayService> services(StepContext context, Mesh mesh) {
        return context.snapshotFor(mesh).list(ResourceTypes.SERVICE, mesh.namespace()).stream()
                .map(GatewayService::new)
                .toList();
    }

    private static FederationException missing(
            StepContext context, Direction direction, boolean noIngress, boolean noEgress) {
        ControlPlanes.of(context, direction.local());
        List<String> names = new ArrayList<>();
        if (noIngress) {
            names.add("ingress '%s'".formatted(direction.ingressName()));
        }
        if (noEgress) {
            names.add("egress '%s'".formatted(direction.egressName()));
        }
        return new FederationException(
                ErrorClass.PRECOND,
                "mesh '%s' has no %s gateway for peer '%s'"
                        .formatted(
                                direction.local().name(),
                                String.join(" and no ", names),
                                direction.peerName()),
                "Add this to %s, or set gateways: managed, or name yours under sides of the peering:"
                        .formatted(FederationObjects.controlPlane(direction.local())),
                GatewayYaml.lines(direction, noIngress, noEgress),
                null);
    }
}
