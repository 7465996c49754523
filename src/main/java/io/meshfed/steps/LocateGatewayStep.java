package io.meshfed.steps;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.engine.Waiting;
import io.meshfed.model.Direction;
import io.meshfed.model.GatewayMode;
import io.meshfed.model.Mesh;
import io.meshfed.model.PeerEndpoint;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.StepReport;
import io.meshfed.resource.ManagedGateways;
import io.meshfed.resource.ResourceTypes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds where each mesh's ingress gateway answers each peer; makes the gateways first where the
 * file says so.
 */
public record LocateGatewayStep() implements Step {

    public static final String NAME = "locate-gateway";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        Work<Mesh, Boolean> managed = Work.onMeshes(context, mesh -> manage(context, mesh));
        Work<Direction, PeerEndpoint> located =
                Work.onDirections(context, direction -> locate(context, direction));
        List<Direction> found =
                located.results().stream()
                        .filter(outcome -> outcome.value().isPresent())
                        .map(outcome -> outcome.item())
                        .toList();
        return StepReport.of(NAME)
                .withChecks(found.stream().map(d -> check(d, located)).toList())
                .withFailures(managed.failures())
                .withFailures(located.failures())
                .withData("gateways", found.stream().map(d -> row(d, located)).toList());
    }

    /** One apply per peer, one after the other: they write the same object. */
    private static boolean manage(StepContext context, Mesh mesh) {
        if (mesh.gateways() != GatewayMode.MANAGED) {
            return false;
        }
        boolean changed = false;
        for (Direction direction : context.federation().directionsFrom(mesh)) {
            changed |=
                    context.applyPart(
                                    mesh,
                                    ManagedGateways.desired(direction),
                                    ManagedGateways.manager(direction),
                                    ControlPlanes.of(context, mesh).object())
                            .kind()
                            .isWrite();
        }
        return changed;
    }

    private static PeerEndpoint locate(StepContext context, Direction direction) {
        if (direction.local().gateways() == GatewayMode.MANAGED && !context.settings().dryRun()) {
            awaitGateways(context, direction);
        }
        return Addresses.of(context, direction);
    }

    /** The operator makes the Services some seconds after the control plane asks for them. */
    private static void awaitGateways(StepContext context, Direction direction) {
        new Waiting(
                        "gateways of mesh '%s' for peer '%s'"
                                .formatted(direction.local().name(), direction.peerName()),
                        "Look at the control plane's status: the operator makes the gateways.",
                        LOOK_EVERY)
                .until(context.settings(), () -> missing(context, direction), reason -> reason);
    }

    private static Optional<String> missing(StepContext context, Direction direction) {
        boolean there =
                Gateways.ingress(context, direction).isPresent()
                        && Gateways.egress(context, direction).isPresent();
        if (there) {
            return Optional.empty();
        }
        context.snapshotFor(direction.local())
                .forget(ResourceTypes.SERVICE, direction.local().namespace());
        return Optional.of("the operator has not made their Services yet");
    }

    private static Check check(Direction direction, Work<Direction, PeerEndpoint> located) {
        PeerEndpoint endpoint = located.valueOf(direction).orElseThrow();
        return Check.ok(
                CheckCode.ADDRESS,
                direction.local().name(),
                direction.remote().name(),
                "answers its peer at %s, discovery %d, service %d"
                        .formatted(
                                String.join(", ", endpoint.addresses()),
                                endpoint.discoveryPort(),
                                endpoint.servicePort()));
    }

    private static Map<String, Object> row(
            Direction direction, Work<Direction, PeerEndpoint> located) {
        PeerEndpoint endpoint = located.valueOf(direction).orElseThrow();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("mesh", direction.local().name());
        row.put("peer", direction.remote().name());
        row.put("addresses", endpoint.addresses());
        row.put("discoveryPort", endpoint.discoveryPort());
        row.put("servicePort", endpoint.servicePort());
        return row;
    }
}
