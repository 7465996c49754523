package io.meshfed.steps;

import io.meshfed.cluster.Observation;
import io.meshfed.engine.Outcome;
import io.meshfed.engine.Parallel;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.GatewayMode;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Peering;
import io.meshfed.model.ResourceType;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ManagedGateways;
import io.meshfed.resource.ResourceTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Takes peerings apart in the order that real istiods survive: imports, drained exports, both peers
 * within the same moment, trust, managed gateways. Says what it did not find, and which trust
 * lingers.
 *
 * @param settle how long the other istiod pods get to follow the leader, whose view the export
 *     status is
 */
public record UnpeerStep(Duration settle) implements Step {

    public static final String NAME = "unpeer";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        Work<Peering, List<Map<String, Object>>> work =
                Work.onPeerings(context, peering -> takeApart(context, peering));
        List<Map<String, Object>> lingering = work.values().stream().flatMap(List::stream).toList();
        return StepReport.of(NAME)
                .withFailures(work.failures())
                .withData("lingeringTrust", lingering)
                .withResult("lingering-trust", String.valueOf(lingering.size()));
    }

    private List<Map<String, Object>> takeApart(StepContext context, Peering peering) {
        Map<Direction, Found> found = new LinkedHashMap<>();
        for (Outcome<Direction, Found> outcome :
                Parallel.map(peering.directions(), d -> Found.look(context, d))) {
            outcome.failure().ifPresent(UnpeerStep::rethrow);
            found.put(outcome.item(), outcome.value().orElseThrow());
        }
        found.forEach((direction, objects) -> objects.requireOurs(context, direction));

        both(found, d -> delete(context, d, FederationObjects::imports, found.get(d).imports()));
        both(found, d -> Drain.exports(context, d, found.get(d).exports(), found.get(d).peers()));
        if (exportedAnything(found) && !context.settings().dryRun()) {
            context.settings().cancellation().await(settle);
        }
        both(found, d -> delete(context, d, FederationObjects::exports, Drain.observe(context, d)));
        context.settings().cancellation().carryThrough(() -> deletePeers(context, found));
        both(
                found,
                d -> delete(context, d, FederationObjects::injectedRoots, found.get(d).roots()));
        both(found, d -> removeGateways(context, d));
        return lingering(found);
    }

    private static boolean deletePeers(StepContext context, Map<Direction, Found> found) {
        both(found, d -> delete(context, d, FederationObjects::peer, found.get(d).peers()));
        return true;
    }

    private static boolean exportedAnything(Map<Direction, Found> found) {
        return found.entrySet().stream()
                .anyMatch(
                        e ->
                                e.getValue()
                                        .exports()
                                        .of(FederationObjects.exports(e.getKey()))
                                        .filter(
                                                set ->
                                                        !set.objects("status", "exportedServices")
                                                                .isEmpty())
                                        .isPresent());
    }

    /** Both sides at once, and both to the end: a side left behind would freeze its mesh. */
    private static void both(Map<Direction, Found> found, Consumer<Direction> work) {
        List<Outcome<Direction, Boolean>> outcomes =
                Parallel.map(
                        found.keySet(),
                        direction -> {
                            work.accept(direction);
                            return true;
                        });
        outcomes.stream()
                .flatMap(outcome -> outcome.failure().stream())
                .findFirst()
                .ifPresent(UnpeerStep::rethrow);
    }

    private static void rethrow(FederationException failure) {
        throw failure;
    }

    private static void delete(
            StepContext context,
            Direction direction,
            Function<Direction, ObjectRef> ref,
            Observation seen) {
        context.delete(direction.local(), ref.apply(direction), seen);
    }

    private static void removeGateways(StepContext context, Direction direction) {
        if (direction.local().gateways() == GatewayMode.MANAGED) {
            ClusterObject controlPlane = ControlPlanes.of(context, direction.local()).object();
            context.applyPart(
                    direction.local(),
                    ManagedGateways.none(direction),
                    ManagedGateways.manager(direction),
                    controlPlane);
        }
    }

    /**
     * istiod drops the roots of a deleted peer only when it restarts, its gateways when they do.
     */
    private static List<Map<String, Object>> lingering(Map<Direction, Found> found) {
        List<Map<String, Object>> lingering = new ArrayList<>();
        found.forEach(
                (direction, objects) ->
                        objects.peers()
                                .of(FederationObjects.peer(direction))
                                .flatMap(peer -> peer.text("spec", "security", "trustDomain"))
                                .ifPresent(domain -> lingering.add(row(direction, domain))));
        return lingering;
    }

    private static Map<String, Object> row(Direction direction, String trustDomain) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("mesh", direction.local().name());
        row.put("trustDomain", trustDomain);
        row.put("restart", IstiodRestart.command(direction.local()));
        return row;
    }

    /** What stands in the local mesh's namespace for one direction. */
    private record Found(
            Observation imports, Observation exports, Observation peers, Observation roots) {

        static Found look(StepContext context, Direction direction) {
            return new Found(
                    seen(context, direction, ResourceTypes.IMPORTS, direction.peerName()),
                    seen(context, direction, ResourceTypes.EXPORTS, direction.peerName()),
                    seen(context, direction, ResourceTypes.PEER, direction.peerName()),
                    seen(context, direction, ResourceTypes.CONFIG_MAP, direction.caConfigMap()));
        }

        private static Observation seen(
                StepContext context, Direction direction, ResourceType type, String name) {
            return context.sessionFor(direction.local())
                    .findAll(type, direction.local().namespace(), List.of(name));
        }

        /** Before the first write: one foreign object among them, and the peering stays whole. */
        void requireOurs(StepContext context, Direction direction) {
            for (Observation each : List.of(imports, exports, peers, roots)) {
                each.all()
                        .values()
                        .forEach(
                                object ->
                                        context.sessionFor(direction.local()).requireOurs(object));
            }
        }
    }
}
