package io.meshfed.steps;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.engine.Survivors;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.Peering;
import io.meshfed.report.Failure;
import io.meshfed.report.StepReport;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.verify.Commands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes peerings apart in the order that real istiods survive: exports drained, both peers within
 * the same moment, the sets, trust, managed gateways. Says what it did not find, and which trust
 * lingers.
 *
 * @param settle how long the other istiod pods get to follow the leader, whose view the export
 *     status is
 */
public record UnpeerStep(Duration settle) implements Step {

    public static final String NAME = "unpeer";

    static final String LINGERING = "lingeringTrust";
    static final String LINGERING_COUNT = "lingering-trust";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        List<Failure> unknown = OpenDrills.requireNone(context);
        StepContext known = context.narrowedTo(Survivors.of(context.federation(), unknown));
        Work<Peering, List<Map<String, Object>>> work =
                Work.onPeerings(known, peering -> takeApart(known, peering));
        List<Map<String, Object>> lingering = work.values().stream().flatMap(List::stream).toList();
        return StepReport.of(NAME)
                .withFailures(unknown)
                .withFailures(work.failures())
                .withData(LINGERING, lingering)
                .withResult(LINGERING_COUNT, String.valueOf(lingering.size()));
    }

    private List<Map<String, Object>> takeApart(StepContext context, Peering peering) {
        BothSides.map(
                context,
                peering.directions(),
                direction -> OpenPromotions.to(direction.local(), context).requireNone());
        Teardown teardown = Teardown.of(context, peering);
        teardown.run(settle);
        BothSides.map(context, peering.directions(), direction -> forget(context, direction));
        return lingering(peering, teardown);
    }

    /** With its last peering a mesh loses what is kept of promotions to it, if all have ended. */
    private static boolean forget(StepContext context, Direction gone) {
        Mesh mesh = gone.local();
        List<String> others =
                context.whole().directionsFrom(mesh).stream()
                        .filter(direction -> !direction.equals(gone))
                        .map(Direction::peerName)
                        .toList();
        boolean last =
                context
                        .sessionFor(mesh)
                        .findAll(ResourceTypes.PEER, mesh.namespace(), others)
                        .all()
                        .values()
                        .stream()
                        .allMatch(ClusterObject::terminating);
        if (last) {
            OpenPromotions.to(mesh, context).requireNone().forget();
        }
        return last;
    }

    /**
     * istiod drops the roots of a deleted peer only when it restarts, its gateways when they do.
     */
    private static List<Map<String, Object>> lingering(Peering peering, Teardown teardown) {
        List<Map<String, Object>> lingering = new ArrayList<>();
        for (Direction direction : peering.directions()) {
            teardown.peers(direction).stream()
                    .flatMap(peer -> peer.text("spec", "security", "trustDomain").stream())
                    .forEach(domain -> lingering.add(row(direction, domain)));
        }
        return lingering;
    }

    private static Map<String, Object> row(Direction direction, String trustDomain) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("mesh", direction.local().name());
        row.put("trustDomain", trustDomain);
        row.put("restart", Commands.restartIstiod(direction.local()));
        return row;
    }
}
