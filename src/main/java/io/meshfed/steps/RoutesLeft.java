package io.meshfed.steps;

import io.meshfed.cluster.Observation;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.ResourceType;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.traffic.Routing;
import java.util.List;
import java.util.function.Predicate;

/**
 * What route-traffic left in a mesh. Routes go before what they lead to; the rules that keep a
 * merged service's requests local go after it.
 */
record RoutesLeft(
        StepContext context, Mesh mesh, List<ClusterObject> routes, List<ClusterObject> rules) {

    /** What leads to the peer, or may: an object of ours that does not say so is taken for such. */
    static RoutesLeft towards(StepContext context, Direction direction) {
        String local = direction.local().name();
        String remote = direction.remote().name();
        return of(
                context,
                direction.local(),
                object ->
                        Routing.patternOf(object)
                                .filter(pattern -> !pattern.peers(local).contains(remote))
                                .isEmpty());
    }

    /** All of a mesh. */
    static RoutesLeft of(StepContext context, Mesh mesh) {
        return of(context, mesh, object -> true);
    }

    private static RoutesLeft of(
            StepContext context, Mesh mesh, Predicate<ClusterObject> concerned) {
        return new RoutesLeft(
                context,
                mesh,
                found(context, mesh, ResourceTypes.VIRTUAL_SERVICE).stream()
                        .filter(concerned)
                        .toList(),
                found(context, mesh, ResourceTypes.DESTINATION_RULE).stream()
                        .filter(concerned)
                        .toList());
    }

    /** Who never used route-traffic need not let us look for what it leaves. */
    private static List<ClusterObject> found(StepContext context, Mesh mesh, ResourceType type) {
        try {
            return context.snapshotFor(mesh)
                    .select(type, Routing.selector(context.whole().name(), mesh.name()));
        } catch (FederationException failure) {
            if (failure.errorClass() == ErrorClass.AUTH) {
                context.settings()
                        .progress()
                        .warning(
                                "not looked for routes of route-traffic in cluster '%s': %s"
                                        .formatted(mesh.cluster().name(), failure.getMessage()));
                return List.of();
            }
            if (failure.errorClass() == ErrorClass.PRECOND) {
                return List.of();
            }
            throw failure;
        }
    }

    /** From then on users' own routing stands alone. */
    List<Change> removeRoutes() {
        return removed(routes);
    }

    /** Once nothing is merged any more. */
    List<Change> removeRules() {
        return removed(rules);
    }

    private List<Change> removed(List<ClusterObject> objects) {
        return objects.stream()
                .map(each -> context.delete(mesh, each.ref(), Observation.of(List.of(each))))
                .toList();
    }
}
