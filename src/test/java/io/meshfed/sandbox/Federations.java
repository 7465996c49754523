package io.meshfed.sandbox;

import io.meshfed.model.ClusterRef;
import io.meshfed.model.Export;
import io.meshfed.model.Federation;
import io.meshfed.model.GatewayMode;
import io.meshfed.model.Mesh;
import io.meshfed.model.Peering;
import io.meshfed.model.PeeringSide;
import io.meshfed.model.ServiceName;
import io.meshfed.model.Stage;
import java.util.List;

/** Federations as files describe them. */
final class Federations {

    static final ClusterRef ARO = new ClusterRef("aro", "aro", "");
    static final ClusterRef ROSA =
            new ClusterRef("rosa", "rosa", "5f0c0d7a-0000-4000-8000-000000000001");

    private Federations() {}

    static Mesh mesh(String name, ClusterRef cluster, GatewayMode gateways) {
        return new Mesh(
                name,
                cluster,
                name,
                "basic",
                Stage.UNSTAGED,
                gateways,
                "",
                Mesh.DEFAULT_ROOT_CONFIG_MAP);
    }

    static Export export(String mesh, String namespace, String service) {
        ServiceName name = new ServiceName(namespace, service);
        return Export.named(mesh, name, name);
    }

    /** Two meshes on two clusters, one service each way. */
    static Federation pair() {
        return of(
                mesh("east", ARO, GatewayMode.EXISTING), mesh("west", ROSA, GatewayMode.EXISTING));
    }

    /** Two meshes on one cluster. */
    static Federation neighbours() {
        return of(
                mesh("east", ARO, GatewayMode.EXISTING), mesh("east2", ARO, GatewayMode.EXISTING));
    }

    static Federation of(Mesh first, Mesh second) {
        return of(first, second, PeeringSide.COMPUTED, PeeringSide.COMPUTED);
    }

    static Federation of(Mesh first, Mesh second, PeeringSide firstSide, PeeringSide secondSide) {
        Peering peering =
                new Peering(
                        first,
                        second,
                        firstSide,
                        secondSide,
                        List.of(
                                export(first.name(), first.name() + "-shop", "orders"),
                                export(second.name(), second.name() + "-shop", "quotes")),
                        List.of());
        List<ClusterRef> clusters =
                List.of(first.cluster(), second.cluster()).stream().distinct().toList();
        return new Federation("test", clusters, List.of(first, second), List.of(peering));
    }
}
