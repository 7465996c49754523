package io.meshfed.steps.promotion;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.promotion.Phase;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.resource.MergedServices;
import io.meshfed.resource.ServiceRules;
import io.meshfed.steps.promotion.Touched.Role;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A set of exports or imports, which all services between two meshes share, as the promotion of one
 * of them sees it.
 *
 * @param part what it says of that service
 * @param fresh whether the promotion has not begun
 */
record SharedSet(
        Mesh mesh, ObjectRef ref, Role role, Before before, ServiceRules part, boolean fresh) {

    /**
     * @param offered the name under which staging offers the service; empty for a set of another
     *     peer, in which a failover may have merged it
     */
    static SharedSet of(
            Mesh mesh,
            ObjectRef ref,
            Role role,
            Before before,
            ServiceName service,
            Optional<ServiceName> offered,
            boolean fresh) {
        return new SharedSet(
                mesh, ref, role, before, part(before.found(), service, offered), fresh);
    }

    /** What the set says of a service, and said before. */
    static ServiceRules part(
            Optional<ClusterObject> before, ServiceName service, Optional<ServiceName> offered) {
        SortedSet<ServiceName> names = new TreeSet<>(MergedServices.into(before, service));
        offered.ifPresent(names::add);
        return new ServiceRules(names);
    }

    /** As it stood, but of the service what is wanted. */
    Manifest with(Manifest wanted) {
        return part.on(stood(wanted), wanted);
    }

    private Manifest stood(Manifest wanted) {
        return Undo.applied(before).orElseGet(() -> ServiceRules.bare(wanted));
    }

    /**
     * The service is offered, or taken.
     *
     * @throws FederationException PRECOND when the federation file wants other services changed as
     *     well: nobody would look at them, and the way back would not be theirs
     */
    PlannedState opened(Manifest wanted) {
        SortedSet<String> others = fresh ? part.differing(stood(wanted), wanted) : new TreeSet<>();
        if (!others.isEmpty()) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "%s of mesh '%s' is not what the federation file says of more than this service: %s"
                            .formatted(ref, mesh.name(), SafeText.of(String.join(", ", others))),
                    "A promotion brings the rule of its own service alone. Bring the rest first: meshfed federate, with the same file; or take it out of the file.");
        }
        return PlannedState.of(Phase.EXPORTING, 0, with(wanted));
    }

    Touched touched(List<PlannedState> states) {
        return new Touched(mesh, ref, role, before, states, Optional.of(part));
    }
}
