package io.meshfed.sandbox.mesh;

import io.meshfed.model.Trees;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps the root certificate of each mesh in its control plane and its members, and puts it back
 * when somebody edits or deletes it, as istiod does.
 */
final class RootCertificates {

    private static final String DEFAULT_NAME = "istio-ca-root-cert";

    private final ClusterPlane cluster;

    RootCertificates(ClusterPlane cluster) {
        this.cluster = cluster;
    }

    /** A mesh whose istiod is installed already had a root before these controllers came. */
    void takeUp(ControlPlane mesh) {
        boolean installed =
                cluster.store()
                        .get(Kinds.DEPLOYMENT, mesh.namespace(), "istiod-" + mesh.name())
                        .isPresent();
        if (installed) {
            cluster.store()
                    .get(Kinds.CONFIG_MAP, mesh.namespace(), name(mesh))
                    .flatMap(map -> Trees.text(map, "data", ControlPlane.ROOT_KEY))
                    .ifPresent(mesh::keepRoot);
        }
    }

    void restoreAll() {
        cluster.controlPlanes()
                .forEach(
                        mesh ->
                                namespaces(mesh)
                                        .forEach(namespace -> put(mesh, namespace, name(mesh))));
    }

    void restore(String namespace, String configMap) {
        cluster.controlPlanes().stream()
                .filter(mesh -> name(mesh).equals(configMap))
                .filter(mesh -> namespaces(mesh).anyMatch(namespace::equals))
                .forEach(mesh -> put(mesh, namespace, configMap));
    }

    private Stream<String> namespaces(ControlPlane mesh) {
        return Stream.concat(Stream.of(mesh.namespace()), mesh.members().stream()).distinct();
    }

    private String name(ControlPlane mesh) {
        return cluster.store()
                .get(Kinds.CONTROL_PLANE, mesh.namespace(), mesh.name())
                .flatMap(
                        smcp ->
                                Trees.text(
                                        smcp,
                                        "spec",
                                        "techPreview",
                                        "global",
                                        "caCertConfigMapName"))
                .filter(name -> !name.isEmpty())
                .orElse(DEFAULT_NAME);
    }

    /** Nobody writes a root before an istiod has run. */
    private void put(ControlPlane mesh, String namespace, String name) {
        Optional<Map<String, Object>> there =
                cluster.store().get(Kinds.CONFIG_MAP, namespace, name);
        boolean right =
                there.filter(
                                map ->
                                        Manifests.part(map, "data")
                                                .equals(
                                                        Map.of(
                                                                ControlPlane.ROOT_KEY,
                                                                mesh.rootPem())))
                        .isPresent();
        if (!right && !mesh.istiods().isEmpty() && cluster.open(namespace)) {
            Map<String, Object> map =
                    Manifests.object(
                            Kinds.CONFIG_MAP, namespace, name, Map.of("istio.io/config", "true"));
            map.put("data", Map.of(ControlPlane.ROOT_KEY, mesh.rootPem()));
            cluster.store().put(map);
        }
    }
}
