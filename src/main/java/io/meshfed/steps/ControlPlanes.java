package io.meshfed.steps;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.TrustDomain;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.resource.ControlPlaneView;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ResourceTypes;
import java.util.List;
import java.util.Optional;

/**
 * Finds control planes and what they say of themselves; what is missing is told with the nearest
 * thing that is there.
 */
final class ControlPlanes {

    private ControlPlanes() {}

    static ControlPlaneView of(StepContext context, Mesh mesh) {
        ObjectRef ref = FederationObjects.controlPlane(mesh);
        return context.snapshotFor(mesh)
                .find(ref)
                .map(ControlPlaneView::new)
                .orElseThrow(() -> missing(context, mesh, ref));
    }

    /** What the file declares, else what the control plane says. */
    static TrustDomain trustDomain(StepContext context, Mesh mesh) {
        return mesh.declaredTrustDomain().orElseGet(() -> of(context, mesh).trustDomain());
    }

    /**
     * Two peers of one trust domain overwrite each other's roots, and a peer of the local one never
     * gets its roots read; both silently. Neither may be written.
     */
    static void requireDistinctTrustDomains(StepContext context, Direction direction) {
        TrustDomain local = trustDomain(context, direction.local());
        TrustDomain remote = trustDomain(context, direction.remote());
        if (local.equals(remote)) {
            throw sameTrustDomain(direction.local(), direction.remote(), local);
        }
        for (Direction other : context.whole().directionsFrom(direction.local())) {
            Mesh third = other.remote();
            if (third.compareTo(direction.remote()) != 0
                    && knownTrustDomain(context, third).filter(remote::equals).isPresent()) {
                throw sameTrustDomain(direction.remote(), third, remote);
            }
        }
    }

    /** Of a mesh outside this run, or one that fails, only what the file declares is known. */
    private static Optional<TrustDomain> knownTrustDomain(StepContext context, Mesh mesh) {
        boolean askable =
                mesh.declaredTrustDomain().isEmpty()
                        && context.federation().mesh(mesh.name()).isPresent();
        if (!askable) {
            return mesh.declaredTrustDomain();
        }
        try {
            return context.snapshotFor(mesh)
                    .find(FederationObjects.controlPlane(mesh))
                    .map(ControlPlaneView::new)
                    .map(ControlPlaneView::trustDomain);
        } catch (FederationException unknown) {
            if (unknown.errorClass() == ErrorClass.INTERRUPTED) {
                throw unknown;
            }
            return Optional.empty();
        }
    }

    /**
     * istiod takes a peer that is called like its own cluster for itself, and drops it silently.
     */
    static void requireOtherName(StepContext context, Direction direction) {
        if (of(context, direction.local()).clusterName().equals(direction.peerName())) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "peer '%s' of mesh '%s' has the name of that mesh's own cluster in istiod"
                            .formatted(direction.peerName(), direction.local().name()),
                    "Give %s another spec.cluster.name, or the peer another name: istiod refuses such a peer and says so only in its log."
                            .formatted(FederationObjects.controlPlane(direction.local())));
        }
    }

    static FederationException sameTrustDomain(Mesh one, Mesh other, TrustDomain domain) {
        return new FederationException(
                ErrorClass.PRECOND,
                "meshes '%s' and '%s' have the same trust domain '%s'"
                        .formatted(one.name(), other.name(), SafeText.of(domain.value())),
                "Give each mesh its own spec.security.trust.domain: with equal ones istiod ignores the peer's roots.");
    }

    private static FederationException missing(StepContext context, Mesh mesh, ObjectRef ref) {
        ClusterSession session = context.sessionFor(mesh);
        Namespaces.require(session, mesh);
        List<ClusterObject> others =
                session.list(ResourceTypes.CONTROL_PLANE, mesh.namespace(), "");
        Optional<String> there =
                others.isEmpty()
                        ? Optional.empty()
                        : Optional.of(SafeText.of(others.get(0).ref().name()));
        return new FederationException(
                ErrorClass.PRECOND,
                "mesh '%s' has no %s in cluster '%s'"
                        .formatted(mesh.name(), ref, mesh.cluster().name()),
                there.map(
                                name ->
                                        "The namespace has a control plane '%s': correct controlPlane in the federation file."
                                                .formatted(name))
                        .orElse(
                                "Install the control plane, or correct namespace in the federation file."));
    }
}
