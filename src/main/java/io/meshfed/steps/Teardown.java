package io.meshfed.steps;

import io.meshfed.cluster.Observation;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.GatewayMode;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Peering;
import io.meshfed.model.ResourceType;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ManagedGateways;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.verify.Commands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One peering on its way out. The sets outlive the peers: istiod ignores an import set that is made
 * anew beside a living peer (seen with istiod 2.5), so a run that breaks off before the peers go
 * must leave sets behind that the next run can edit.
 */
final class Teardown {

    private final StepContext context;
    private final Map<Direction, Found> found;
    private final Map<Direction, RoutesLeft> routes;
    private final Set<Gone> gone = ConcurrentHashMap.newKeySet();

    private Teardown(
            StepContext context, Map<Direction, Found> found, Map<Direction, RoutesLeft> routes) {
        this.context = context;
        this.found = found;
        this.routes = routes;
    }

    /** Before the first write: one foreign object among ours, and the peering stays whole. */
    static Teardown of(StepContext context, Peering peering) {
        Map<Direction, Found> found =
                BothSides.map(context, peering.directions(), d -> Found.look(context, d));
        found.forEach((direction, objects) -> objects.requireOurs(context, direction));
        return new Teardown(
                context,
                found,
                BothSides.map(
                        context,
                        peering.directions(),
                        direction -> RoutesLeft.towards(context, direction)));
    }

    /** The peer objects that stood when it began. */
    List<ClusterObject> peers(Direction direction) {
        return found.get(direction).peers().of(FederationObjects.peer(direction)).stream().toList();
    }

    /**
     * @param settle how long istiod pods get to follow the leader, whose view the status is
     */
    void run(Duration settle) {
        try {
            remove(RoutesLeft::removeRoutes);
            drain(settle);
            context.settings().cancellation().carryThrough(this::deletePeers);
            requirePeersGone();
            delete(FederationObjects::imports, Found::imports);
            remove(RoutesLeft::removeRules);
            delete(FederationObjects::exports, Found::exports);
            delete(FederationObjects::injectedRoots, Found::roots);
            BothSides.map(context, found.keySet(), this::removeGateways);
        } catch (FederationException failure) {
            throw anyDeleted() ? partial(failure) : failure;
        }
    }

    private void drain(Duration settle) {
        boolean exported =
                BothSides.map(
                                context,
                                found.keySet(),
                                d ->
                                        Drain.exports(
                                                context,
                                                d,
                                                found.get(d).exports(),
                                                found.get(d).peers()))
                        .containsValue(true);
        if (exported && !context.settings().dryRun()) {
            context.settings().pause(settle);
            if (context.settings().deadline().passed()) {
                throw new FederationException(
                        ErrorClass.WAIT,
                        "the time was over before all istiod pods had followed the drain",
                        "Run the same command again with a longer --timeout.");
            }
        }
    }

    private boolean deletePeers() {
        delete(FederationObjects::peer, Found::peers);
        return true;
    }

    /** A peer must never outlive its sets and roots. */
    private void requirePeersGone() {
        if (!context.settings().dryRun()) {
            BothSides.map(
                    context, found.keySet(), direction -> requirePeerGone(context, direction));
        }
    }

    /**
     * Whatever was answered about it before.
     *
     * @throws FederationException TRANSIENT when it stands, and nobody has deleted it
     */
    static boolean requirePeerGone(StepContext context, Direction direction) {
        ObjectRef ref = FederationObjects.peer(direction);
        context.sessionFor(direction.local())
                .find(ref)
                .filter(peer -> !peer.terminating())
                .ifPresent(
                        peer -> {
                            throw new FederationException(
                                    ErrorClass.TRANSIENT,
                                    "%s is there, though it was said to be gone".formatted(ref),
                                    "Run the same command again.");
                        });
        return true;
    }

    private void delete(Function<Direction, ObjectRef> named, Function<Found, Observation> seen) {
        BothSides.map(
                context,
                found.keySet(),
                direction -> {
                    ObjectRef ref = named.apply(direction);
                    Change change =
                            context.delete(
                                    direction.local(), ref, seen.apply(found.get(direction)));
                    return gone.add(new Gone(direction, ref, change.kind()));
                });
    }

    private void remove(Function<RoutesLeft, List<Change>> part) {
        BothSides.map(
                context,
                routes.keySet(),
                direction -> {
                    part.apply(routes.get(direction))
                            .forEach(
                                    change ->
                                            gone.add(
                                                    new Gone(
                                                            direction,
                                                            change.object(),
                                                            change.kind())));
                    return true;
                });
    }

    private boolean removeGateways(Direction direction) {
        if (direction.local().gateways() != GatewayMode.MANAGED) {
            return false;
        }
        ClusterObject controlPlane = ControlPlanes.of(context, direction.local()).object();
        Change change =
                context.applyPart(
                        direction.local(),
                        ManagedGateways.none(direction),
                        ManagedGateways.manager(direction),
                        controlPlane);
        return gone.add(new Gone(direction, controlPlane.ref(), change.kind()));
    }

    private boolean anyDeleted() {
        return !context.settings().dryRun()
                && gone.stream().anyMatch(each -> each.how() == Change.Kind.DELETED);
    }

    private boolean isGone(Direction direction, ObjectRef ref) {
        return gone.stream()
                .anyMatch(each -> each.direction().equals(direction) && each.ref().equals(ref));
    }

    private FederationException partial(FederationException failure) {
        List<String> details = new ArrayList<>(failure.details());
        found.forEach((direction, objects) -> details.addAll(left(direction, objects)));
        return new FederationException(
                failure.errorClass() == ErrorClass.INTERRUPTED
                        ? ErrorClass.INTERRUPTED
                        : ErrorClass.PARTIAL,
                "the peering was taken apart only in part: " + failure.getMessage(),
                (failure.remedy()
                                + " Then run the same command again: it goes on where it stopped."
                                + " A peer left on one side freezes its mesh after a minute.")
                        .strip(),
                details,
                failure);
    }

    /** One line for all objects of a side: eight of them would push the failure off the screen. */
    private List<String> left(Direction direction, Found objects) {
        List<String> lines = new ArrayList<>();
        List<ObjectRef> left =
                objects.refs().stream().filter(ref -> !isGone(direction, ref)).toList();
        if (!left.isEmpty()) {
            lines.add(
                    "left in cluster '%s': %s; delete by hand: %s"
                            .formatted(
                                    direction.local().cluster().name(),
                                    String.join(
                                            ", ", left.stream().map(ObjectRef::toString).toList()),
                                    Commands.delete(direction.local(), left)));
        }
        ObjectRef controlPlane = FederationObjects.controlPlane(direction.local());
        if (direction.local().gateways() == GatewayMode.MANAGED
                && !isGone(direction, controlPlane)) {
            lines.add(
                    "left in cluster '%s': the gateways for '%s' in %s"
                            .formatted(
                                    direction.local().cluster().name(),
                                    direction.peerName(),
                                    controlPlane));
        }
        return lines;
    }

    private record Gone(Direction direction, ObjectRef ref, Change.Kind how) {}

    /** What stands in the local mesh's namespace for one direction. */
    private record Found(
            Observation peers, Observation imports, Observation exports, Observation roots) {

        static Found look(StepContext context, Direction direction) {
            return new Found(
                    seen(context, direction, ResourceTypes.PEER, direction.peerName()),
                    seen(context, direction, ResourceTypes.IMPORTS, direction.peerName()),
                    seen(context, direction, ResourceTypes.EXPORTS, direction.peerName()),
                    seen(context, direction, ResourceTypes.CONFIG_MAP, direction.caConfigMap()));
        }

        private static Observation seen(
                StepContext context, Direction direction, ResourceType type, String name) {
            return context.sessionFor(direction.local())
                    .findAll(type, direction.local().namespace(), List.of(name));
        }

        /** In the order in which they go. */
        private List<ClusterObject> all() {
            return List.of(peers, imports, exports, roots).stream()
                    .flatMap(each -> each.all().values().stream())
                    .toList();
        }

        List<ObjectRef> refs() {
            return all().stream().map(ClusterObject::ref).toList();
        }

        void requireOurs(StepContext context, Direction direction) {
            all().forEach(context.sessionFor(direction.local())::requireOurs);
        }
    }
}
