package io.meshfed.steps;

import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Locality;
import io.meshfed.model.Mesh;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.resource.ResourceTypes;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where the two ends of a failover are. Envoy prefers endpoints of the region that it is in itself,
 * so the regions must differ; any text will do for the peer's.
 *
 * @param from of the local mesh
 * @param to what imported endpoints are said to be in
 * @param said whether the federation file says where they are
 */
record Regions(String from, String to, boolean said) {

    private static final String REGION = "topology.kubernetes.io/region";

    /**
     * @param given of the local mesh; empty for what its nodes say
     * @param standing where failovers of other services put the peer's: all imports of a peer are
     *     in one place; empty for none
     * @throws FederationException PRECOND when the nodes do not say it, or both are the same
     */
    static Regions of(StepContext context, Direction direction, String given, String standing) {
        String from = given.isEmpty() ? local(context, direction.local()) : given;
        Locality said = direction.localSide().locality();
        if (!said.isNone()) {
            if (said.region().equals(from)) {
                throw new FederationException(
                        ErrorClass.PRECOND,
                        "the federation file puts the imports of '%s' into region '%s', where '%s' is itself"
                                .formatted(
                                        direction.remote().name(),
                                        said.region(),
                                        direction.local().name()),
                        "Give them another locality under sides of the peering; any text will do.");
            }
            return new Regions(from, said.region(), true);
        }
        if (standing.equals(from)) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "the failover of another service puts the imports of '%s' into region '%s', where '%s' is itself"
                            .formatted(direction.remote().name(), from, direction.local().name()),
                    "All imports of a peer are in one place. Say another --region, end the failovers that put it there, or give it a locality under sides of the peering.");
        }
        if (!standing.isEmpty()) {
            return new Regions(from, standing, false);
        }
        SortedSet<String> remote = regions(context, direction.remote());
        remote.remove(from);
        String to = remote.size() == 1 ? remote.first() : direction.remote().name();
        return new Regions(from, to.equals(from) ? to + "-peer" : to, false);
    }

    private static String local(StepContext context, Mesh mesh) {
        SortedSet<String> regions = regions(context, mesh);
        if (regions.size() == 1) {
            return regions.first();
        }
        throw new FederationException(
                ErrorClass.PRECOND,
                "the nodes of cluster '%s' %s"
                        .formatted(
                                mesh.cluster().name(),
                                regions.isEmpty()
                                        ? "have no label " + REGION
                                        : "are in several regions: "
                                                + SafeText.of(String.join(", ", regions))),
                "Say where mesh '%s' is: --region NAME. Its endpoints must be there too."
                        .formatted(mesh.name()));
    }

    private static SortedSet<String> regions(StepContext context, Mesh mesh) {
        SortedSet<String> regions = new TreeSet<>();
        for (ClusterObject node : context.snapshotFor(mesh).list(ResourceTypes.NODE, "")) {
            node.label(REGION).filter(region -> !region.isEmpty()).ifPresent(regions::add);
        }
        return regions;
    }
}
