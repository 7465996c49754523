package io.meshfed.steps;

import io.meshfed.cluster.Observation;
import io.meshfed.engine.LookAhead;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Peering;
import io.meshfed.report.StepReport;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ResourceTypes;
import java.util.List;
import java.util.function.Function;

/**
 * Finds what would stop a peering half-way, before anything is written: somebody else's object
 * under one of our names, equal trust domains, a peer object that cannot be computed. What it
 * reads, the steps after it need not read again.
 */
public record CheckPeeringsStep() implements Step {

    public static final String NAME = "check-peerings";

    private static final List<ObjectsOfMesh> WRITTEN =
            List.of(
                    new ObjectsOfMesh(ResourceTypes.CONFIG_MAP, FederationObjects::injectedRoots),
                    new ObjectsOfMesh(ResourceTypes.EXPORTS, FederationObjects::exports),
                    new ObjectsOfMesh(ResourceTypes.IMPORTS, FederationObjects::imports),
                    new ObjectsOfMesh(ResourceTypes.PEER, FederationObjects::peer));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void lookAhead(StepContext context, LookAhead ahead) {
        for (Mesh mesh : context.federation().meshes()) {
            WRITTEN.forEach(kind -> ahead.read(() -> kind.recall(context, mesh)));
        }
    }

    @Override
    public StepReport run(StepContext context) {
        Work<Mesh, List<Observation>> seen =
                Work.onMeshes(
                        context,
                        mesh -> WRITTEN.stream().map(kind -> kind.recall(context, mesh)).toList());
        StepContext readable = context.narrowedTo(seen.survivors(context));
        Work<Direction, Boolean> names =
                Work.onDirections(
                        readable,
                        direction ->
                                requireFree(
                                        readable,
                                        direction,
                                        seen.valueOf(direction.local()).orElseThrow()));
        StepContext free = readable.narrowedTo(names.survivors(readable));
        Work<Peering, Boolean> computed =
                Work.onPeerings(free, peering -> requireComputable(free, peering));
        return StepReport.of(NAME)
                .withFailures(seen.failures())
                .withFailures(names.failures())
                .withFailures(computed.failures());
    }

    private static boolean requireFree(
            StepContext context, Direction direction, List<Observation> seen) {
        for (int kind = 0; kind < WRITTEN.size(); kind++) {
            Function<Direction, ObjectRef> ref = WRITTEN.get(kind).ref();
            seen.get(kind)
                    .of(ref.apply(direction))
                    .ifPresent(context.sessionFor(direction.local())::requireOurs);
        }
        ControlPlanes.requireOtherName(context, direction);
        return true;
    }

    /** Both sides at once: most of what is wrong with one is wrong with the other. */
    private static boolean requireComputable(StepContext context, Peering peering) {
        for (Direction direction : peering.directions()) {
            ControlPlanes.requireDistinctTrustDomains(context, direction);
        }
        if (!Addresses.knownAfterApply(context, peering)) {
            peering.directions().forEach(direction -> DesiredPeers.seen(context, direction));
        }
        return true;
    }
}
