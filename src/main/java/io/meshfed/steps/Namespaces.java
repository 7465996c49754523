package io.meshfed.steps;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.Nearest;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.resource.ResourceTypes;
import java.util.List;
import java.util.Optional;

/** Says which namespace was probably meant when one is missing. */
final class Namespaces {

    private Namespaces() {}

    /** Refuses a mesh whose namespace is missing or on its way out. */
    static void require(ClusterSession session, Mesh mesh) {
        ObjectRef ref = new ObjectRef(ResourceTypes.NAMESPACE, "", mesh.namespace());
        Optional<ClusterObject> namespace = session.find(ref);
        if (namespace.isEmpty()) {
            throw missing(session, mesh);
        }
        if (namespace.get().terminating()) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "namespace '%s' of mesh '%s' in cluster '%s' is terminating"
                            .formatted(mesh.namespace(), mesh.name(), mesh.cluster().name()),
                    "Wait until it is gone and made anew, or correct the federation file.");
        }
    }

    private static FederationException missing(ClusterSession session, Mesh mesh) {
        return new FederationException(
                ErrorClass.PRECOND,
                "mesh '%s' has no namespace '%s' in cluster '%s'"
                        .formatted(mesh.name(), mesh.namespace(), mesh.cluster().name()),
                nearest(session, mesh)
                        .map(
                                "Did you mean '%s'? Correct namespace in the federation file."
                                        ::formatted)
                        .orElse("Correct namespace in the federation file, or install the mesh."));
    }

    private static Optional<String> nearest(ClusterSession session, Mesh mesh) {
        try {
            List<String> names =
                    session.list(ResourceTypes.NAMESPACE, "", "").stream()
                            .map(namespace -> SafeText.of(namespace.ref().name()))
                            .toList();
            return Nearest.to(mesh.namespace(), names);
        } catch (FederationException notAllowed) {
            // Listing namespaces is a courtesy; many accounts may not.
            return Optional.empty();
        }
    }
}
