package io.meshfed.testing;

import io.meshfed.model.Direction;
import io.meshfed.model.Export;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.resource.ResourceTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a federation needs before meshfed comes: meshes, gateways for every peer with an
 * address, and the Services to export.
 */
public final class SeededFederation {

    private final Map<String, SeededMesh> meshes = new LinkedHashMap<>();
    private final Map<Direction, Gateway> ingresses = new LinkedHashMap<>();

    private SeededFederation() {}

    public static SeededFederation install(TestClusters clusters, Federation federation) {
        SeededFederation seeded = new SeededFederation();
        for (Mesh mesh : federation.meshes()) {
            RawCluster cluster = clusters.raw(mesh.cluster().name());
            seeded.meshes.put(mesh.name(), SeededMesh.install(cluster, mesh));
        }
        int number = 0;
        for (Direction direction : federation.directions()) {
            seeded.gateways(direction, ++number);
            direction.exports().forEach(export -> seeded.service(direction, export));
        }
        clusters.forgetRequests();
        return seeded;
    }

    public SeededMesh mesh(String name) {
        return meshes.get(name);
    }

    /** Of the local mesh, for the remote one. */
    public Gateway ingress(Direction direction) {
        return ingresses.get(direction);
    }

    private void gateways(Direction direction, int number) {
        SeededMesh local = meshes.get(direction.local().name());
        Gateway.create(local, direction.egressName(), "ClusterIP");
        Gateway ingress =
                Gateway.create(
                        local,
                        direction.ingressName(),
                        direction.sameCluster() ? "ClusterIP" : "LoadBalancer");
        ingresses.put(direction, ingress);
        if (!direction.sameCluster()) {
            ingress.addressed(address(direction, number));
        }
    }

    /** Load balancers show a host name on ROSA, an IP elsewhere. */
    public static String address(Direction direction, int number) {
        return direction.local().cluster().name().equals("rosa")
                ? "a%d.elb.eu-west-1.amazonaws.com".formatted(number)
                : "203.0.%d.%d".formatted(113 + number / 250, number % 250);
    }

    private void service(Direction direction, Export export) {
        SeededMesh local = meshes.get(direction.local().name());
        local.namespace(export.service().namespace());
        if (export.byName()) {
            ObjectRef service =
                    new ObjectRef(
                            ResourceTypes.SERVICE,
                            export.service().namespace(),
                            export.service().name());
            local.cluster()
                    .put(
                            service,
                            Map.of(
                                    "spec",
                                    Map.of("ports", List.of(Map.of("name", "http", "port", 80)))));
        }
    }
}
