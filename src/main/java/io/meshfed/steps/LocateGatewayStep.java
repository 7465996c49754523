package io.meshfed.steps;

import io.meshfed.engine.LookAhead;
import io.meshfed.engine.Outcome;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.engine.Waiting;
import io.meshfed.model.Direction;
import io.meshfed.model.GatewayMode;
import io.meshfed.model.Mesh;
import io.meshfed.model.PeerEndpoint;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.SafeText;
import io.meshfed.report.StepReport;
import io.meshfed.resource.ManagedGateways;
import io.meshfed.resource.ResourceTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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
    public void lookAhead(StepContext context, LookAhead ahead) {
        for (Mesh mesh : context.federation().meshes()) {
            ahead.read(() -> Gateways.services(context, mesh));
        }
    }

    @Override
    public StepReport run(StepContext context) {
        Work<Mesh, Boolean> managed = Work.onMeshes(context, mesh -> manage(context, mesh));
        // Where the control plane refused the gateways, nobody will make them: no wait.
        StepContext there = context.narrowedTo(managed.survivors(context));
        Work<Direction, Optional<PeerEndpoint>> located =
                Work.onDirections(there, direction -> locate(there, direction));
        List<Check> checks = new ArrayList<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Outcome<Direction, Optional<PeerEndpoint>> outcome : located.results()) {
            outcome.value().ifPresent(found -> rows.add(row(outcome.item(), found)));
            outcome.value()
                    .flatMap(Function.identity())
                    .ifPresent(endpoint -> checks.add(check(outcome.item(), endpoint)));
        }
        return StepReport.of(NAME)
                .withChecks(checks)
                .withFailures(managed.failures())
                .withFailures(located.failures())
                .withData("gateways", rows);
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

    /** Empty where only a run, and no rehearsal, can tell. */
    private static Optional<PeerEndpoint> locate(StepContext context, Direction direction) {
        if (Addresses.knownAfterApply(context, direction)) {
            context.settings()
                    .progress()
                    .warning(
                            "the address of mesh '%s' for peer '%s' is known after apply; until then the peering's ServiceMeshPeers cannot be planned"
                                    .formatted(direction.local().name(), direction.peerName()));
            return Optional.empty();
        }
        if (direction.local().gateways() == GatewayMode.MANAGED && !context.settings().dryRun()) {
            awaitGateways(context, direction);
        }
        return Optional.of(Addresses.of(context, direction));
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

    /** Of the direction that uses the address: the peer's way to us. */
    private static Check check(Direction direction, PeerEndpoint endpoint) {
        return Check.ok(
                CheckCode.ADDRESS,
                direction.remote().name(),
                direction.local().name(),
                "%s answers at %s, discovery %d, service %d"
                        .formatted(
                                direction.local().name(),
                                SafeText.of(String.join(", ", endpoint.addresses())),
                                endpoint.discoveryPort(),
                                endpoint.servicePort()));
    }

    private static Map<String, Object> row(Direction direction, Optional<PeerEndpoint> found) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("mesh", direction.local().name());
        row.put("peer", direction.remote().name());
        row.put(
                "addresses",
                found.map(PeerEndpoint::addresses).orElse(List.of()).stream()
                        .map(SafeText::of)
                        .toList());
        found.ifPresentOrElse(
                endpoint -> {
                    row.put("discoveryPort", endpoint.discoveryPort());
                    row.put("servicePort", endpoint.servicePort());
                },
                () -> row.put("note", "known after apply"));
        return row;
    }
}
