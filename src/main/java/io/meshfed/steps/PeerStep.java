package io.meshfed.steps;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.Observation;
import io.meshfed.engine.Outcome;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Direction;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.Peering;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.verify.Commands;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the two meshes of each peering know each other. Both peer objects are written within the
 * same second, or none: a peer whose other side is missing freezes its own mesh after a minute.
 */
public record PeerStep() implements Step {

    public static final String NAME = "peer";

    private static final ObjectsOfMesh PEERS =
            new ObjectsOfMesh(ResourceTypes.PEER, FederationObjects::peer);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        Work<Mesh, Observation> seen = Work.onMeshes(context, mesh -> PEERS.recall(context, mesh));
        Work<Peering, List<Change>> peered =
                Work.onPeerings(
                        context.narrowedTo(seen.survivors(context)),
                        peering -> peer(context, peering, seen));
        return StepReport.of(NAME).withFailures(seen.failures()).withFailures(peered.failures());
    }

    private static List<Change> peer(
            StepContext context, Peering peering, Work<Mesh, Observation> seen) {
        if (Addresses.knownAfterApply(context, peering)) {
            return List.of();
        }
        Map<Direction, Manifest> desired = new LinkedHashMap<>();
        for (Direction direction : peering.directions()) {
            desired.put(direction, desired(context, direction));
        }
        rehearse(context, desired, seen);
        return context.settings().cancellation().carryThrough(() -> write(context, desired, seen));
    }

    private static List<Change> write(
            StepContext context, Map<Direction, Manifest> desired, Work<Mesh, Observation> seen) {
        List<Outcome<Direction, Change>> written =
                context.atOnce(
                        desired.keySet(),
                        direction -> apply(context, direction, desired.get(direction), seen));
        Optional<FederationException> failure = BothSides.failure(written);
        if (failure.isPresent()) {
            throw withdrawn(context, written, failure.get());
        }
        return written.stream().flatMap(outcome -> outcome.value().stream()).toList();
    }

    static Manifest desired(StepContext context, Direction direction) {
        ControlPlanes.requireDistinctTrustDomains(context, direction);
        return DesiredPeers.at(context, direction, Addresses.of(context, direction.reversed()));
    }

    private static Change apply(
            StepContext context,
            Direction direction,
            Manifest desired,
            Work<Mesh, Observation> seen) {
        return context.apply(
                direction.local(), desired, seen.valueOf(direction.local()).orElseThrow());
    }

    /** Asks both API servers whether they would take the objects, before either is sent one. */
    private static void rehearse(
            StepContext context, Map<Direction, Manifest> desired, Work<Mesh, Observation> seen) {
        if (context.settings().dryRun()) {
            return;
        }
        BothSides.map(
                context,
                desired.keySet(),
                direction -> {
                    ClusterSession session = context.sessionFor(direction.local());
                    return session.dryRun(
                            desired.get(direction), seen.valueOf(direction.local()).orElseThrow());
                });
    }

    /**
     * Takes back the side that was created when the other could not be, so that none stands alone.
     */
    private static FederationException withdrawn(
            StepContext context,
            List<Outcome<Direction, Change>> written,
            FederationException failure) {
        for (Outcome<Direction, Change> outcome : written) {
            boolean created =
                    outcome.value().filter(c -> c.kind() == Change.Kind.CREATED).isPresent();
            if (created && !context.settings().dryRun()) {
                try {
                    takeBack(context, outcome.item());
                } catch (FederationException stuck) {
                    return alone(outcome.item(), failure, stuck);
                }
            }
        }
        return failure;
    }

    /** Drained first: deleted while it exports, a peer locks istiod's worker. */
    private static void takeBack(StepContext context, Direction direction) {
        Observation peers =
                context.sessionFor(direction.local())
                        .findAll(
                                ResourceTypes.PEER,
                                direction.local().namespace(),
                                List.of(direction.peerName()));
        Drain.exports(context, direction, Drain.observe(context, direction), peers);
        context.delete(direction.local(), FederationObjects.peer(direction), peers);
        Teardown.requirePeerGone(context, direction);
    }

    private static FederationException alone(
            Direction direction, FederationException failure, FederationException stuck) {
        return new FederationException(
                ErrorClass.PARTIAL,
                "%s was created but its other side was not: %s"
                        .formatted(FederationObjects.peer(direction), failure.getMessage()),
                "Delete it within a minute, or mesh '%s' freezes: %s"
                        .formatted(
                                direction.local().name(),
                                Commands.delete(
                                        direction.local(), FederationObjects.peer(direction))),
                joined(
                        List.of("taking it back failed: " + stuck.getMessage()),
                        stuck.details(),
                        failure.details()),
                failure);
    }

    private static List<String> joined(
            List<String> first, List<String> second, List<String> third) {
        return Stream.of(first, second, third).flatMap(List::stream).toList();
    }
}
