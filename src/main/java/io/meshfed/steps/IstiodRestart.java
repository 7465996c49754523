package io.meshfed.steps;

import io.meshfed.model.Mesh;
import io.meshfed.resource.FederationObjects;

/** How people restart the istiod of a mesh. */
final class IstiodRestart {

    private IstiodRestart() {}

    static String command(Mesh mesh) {
        return "oc --context %s -n %s rollout restart deploy/%s"
                .formatted(
                        mesh.cluster().context(),
                        mesh.namespace(),
                        FederationObjects.istiod(mesh).name());
    }
}
