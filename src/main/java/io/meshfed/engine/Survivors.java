package io.meshfed.engine;

import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.Peering;
import io.meshfed.report.Failure;
import java.util.List;
import java.util.Set;

/** The part of a federation that failures leave to go on with. */
public final class Survivors {

    private Survivors() {}

    /** Without the meshes that failed, their peerings, and the peerings that failed. */
    public static Federation of(Federation federation, List<Failure> failures) {
        if (failures.isEmpty()) {
            return federation;
        }
        return federation.without(
                mesh -> failures.stream().anyMatch(failure -> stops(failure, mesh)),
                peering -> failures.stream().anyMatch(failure -> stops(failure, peering)));
    }

    private static boolean stops(Failure failure, Mesh mesh) {
        return failure.meshes().equals(Set.of(mesh.name()));
    }

    private static boolean stops(Failure failure, Peering peering) {
        return failure.meshes().equals(Set.of(peering.first().name(), peering.second().name()));
    }
}
