package io.meshfed.steps.verify;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Direction;
import io.meshfed.model.Export;
import io.meshfed.model.GatewayMode;
import io.meshfed.model.Import;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Peering;
import io.meshfed.model.PeeringSide;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two meshes for tests, called as their peers are: {@code aro-mesh} and {@code rosa-mesh}. */
final class Meshes {

    static final Mesh ARO = mesh("aro");
    static final Mesh ROSA = mesh("rosa");

    private static final Map<String, ResourceType> TYPES =
            Map.of(
                    "ServiceMeshPeer", federation("ServiceMeshPeer", "servicemeshpeers"),
                    "ExportedServiceSet", federation("ExportedServiceSet", "exportedservicesets"),
                    "ImportedServiceSet", federation("ImportedServiceSet", "importedservicesets"),
                    "ConfigMap", new ResourceType("", "v1", "ConfigMap", "configmaps", true),
                    "Pod", new ResourceType("", "v1", "Pod", "pods", true));

    private Meshes() {}

    static Direction aroToRosa(List<Export> exports, List<Import> imports) {
        PeeringSide side = PeeringSide.COMPUTED;
        return new Direction(new Peering(ARO, ROSA, side, side, exports, imports), ARO, ROSA);
    }

    static Mesh byCluster(String cluster) {
        return cluster.equals("aro") ? ARO : ROSA;
    }

    /** An object of a control plane's namespace with that metadata, spec and status. */
    static ClusterObject object(Mesh mesh, String kind, String name, Map<String, Object> rest) {
        Map<String, Object> tree = new LinkedHashMap<>(rest);
        tree.put("kind", kind);
        return new ClusterObject(new ObjectRef(TYPES.get(kind), mesh.namespace(), name), tree);
    }

    private static Mesh mesh(String cluster) {
        return new Mesh(
                cluster + "-mesh",
                new ClusterRef(cluster, cluster, ""),
                cluster + "-mesh",
                cluster,
                Stage.UNSTAGED,
                GatewayMode.EXISTING,
                "",
                Mesh.DEFAULT_ROOT_CONFIG_MAP);
    }

    private static ResourceType federation(String kind, String plural) {
        return new ResourceType("federation.maistra.io", "v1", kind, plural, true);
    }
}
