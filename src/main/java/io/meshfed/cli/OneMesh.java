package io.meshfed.cli;

import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;

/** The mesh of a command that works on exactly one. */
final class OneMesh {

    private OneMesh() {}

    /**
     * @throws FederationException INPUT when none or several are named, or one that there is not
     */
    static Mesh of(Federation whole, FederationOptions options) {
        Federation part = Narrowing.MESHES.narrow(whole, options);
        boolean one = options.meshes.size() == 1 && !options.meshes.contains(FederationOptions.ALL);
        if (!one) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "this command works on one mesh, and %s"
                            .formatted(options.meshes.isEmpty() ? "none is named" : "several are"),
                    "Say which one: --mesh NAME. Meshes: %s."
                            .formatted(
                                    String.join(
                                            ", ",
                                            whole.meshes().stream().map(Mesh::name).toList())));
        }
        return part.meshes().get(0);
    }
}
