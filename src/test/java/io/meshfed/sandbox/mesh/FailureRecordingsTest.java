package io.meshfed.sandbox.mesh;

import static io.meshfed.sandbox.mesh.TwoMeshes.ARO;
import static io.meshfed.sandbox.mesh.TwoMeshes.ROSA;
import static io.meshfed.sandbox.mesh.TwoMeshes.rule;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what a real istiod wrote while things failed comes out again")
class FailureRecordingsTest {

    private final TwoMeshes meshes = new TwoMeshes(1);

    private Recording recording(String name) throws IOException {
        return Recording.of(name, meshes, 50)
                .at(0.3, () -> meshes.trust(ARO))
                .at(0.3, () -> meshes.trust(ROSA));
    }

    private Recording federated(String name) throws IOException {
        return recording(name).federating();
    }

    private PeerYaml right(String mesh) {
        return PeerYaml.right(meshes, mesh);
    }

    @Test
    @DisplayName("q: the other side's ingress is unknown, then down, then up")
    void ingress() throws IOException {
        recording("q_ingress")
                .at(0.6, () -> meshes.exports(ROSA))
                .at(0.8, () -> meshes.peer(ARO))
                .at(1.0, () -> meshes.peer(right(ROSA).listeningOn("ingress-nobody")))
                .at(16.5, () -> meshes.peer(ROSA))
                .at(17.1, () -> meshes.handle(ROSA).killGateway("ingress-aro"))
                .at(39.4, () -> meshes.handle(ROSA).startGateway("ingress-aro"))
                .play();
    }

    @Test
    @DisplayName(
            "r: a live connection is judged 45 s later; an address tried on it freezes the mesh")
    void liveChanges() throws IOException {
        federated("r_spec_changes")
                .at(2.5, () -> meshes.peer(right(ROSA).expecting("aro-mesh.local/ns/x/sa/y")))
                .at(42.8, () -> meshes.peer(ROSA))
                .at(117.9, () -> meshes.peer(right(ARO).at("10.77.99.99")))
                .at(128.1, () -> meshes.peer(ARO))
                .play();
    }

    @Test
    @DisplayName("s: a peer for another mesh gets no status beside an unreachable one")
    void unreachableBlocksOthers() throws IOException {
        Recording.of("s_unreachable_blocks_others", meshes, 50)
                .at(0.3, () -> meshes.trust(ROSA))
                .at(0.5, () -> meshes.exports(ROSA))
                .at(0.6, () -> meshes.peer(ROSA))
                .at(0.7, () -> meshes.trustFor(ARO, "dead-mesh"))
                .at(
                        0.9,
                        () ->
                                meshes.peer(
                                        right(ARO)
                                                .named("dead-mesh")
                                                .at("10.77.99.99")
                                                .inDomain("dead.local")))
                .at(91.3, () -> meshes.sets(ARO))
                .at(91.6, () -> meshes.peer(ARO))
                .tolerating(60)
                .play();
    }

    @Test
    @DisplayName("v: an unreachable peer freezes its mesh, and only a restart ends it")
    void unreachableFreezes() throws IOException {
        recording("v_unreachable_freezes")
                .at(0.7, () -> meshes.peer(ROSA))
                .at(1.1, () -> meshes.peer(right(ARO).at("10.77.99.99")))
                .at(182.2, () -> meshes.peer(ARO))
                .at(332.5, () -> meshes.delete(ARO, Kinds.PEER))
                .at(
                        482.6,
                        () -> {
                            meshes.peer(ARO);
                            meshes.recreateIstiod(ARO);
                        })
                .play();
    }

    @Test
    @DisplayName("n: istiod replaced, once in peace and once killed")
    void restarts() throws IOException {
        federated("n_restart")
                .at(2.4, () -> meshes.recreateIstiod(ARO))
                .at(
                        28.2,
                        () -> {
                            MeshHandle aro = meshes.handle(ARO);
                            aro.killIstiod(aro.istiodPods().get(0));
                        })
                .play();
    }

    @Test
    @DisplayName("n2: two istiods, and the leader goes")
    void replicas() throws IOException {
        federated("n2_replicas")
                .at(2.15, () -> meshes.scaleIstiod(ARO, 2))
                .at(
                        79.4,
                        () ->
                                meshes.exports(
                                        ARO,
                                        List.of(
                                                rule("bank", "ledger"),
                                                rule("shop", "orders", "public", "orders-api"),
                                                rule("shop", "stock"))))
                .at(
                        79.6,
                        () -> {
                            MeshHandle aro = meshes.handle(ARO);
                            aro.retireIstiod(aro.istiodPods().get(0));
                        })
                .at(152.7, () -> meshes.exports(ARO))
                .withLater(ARO)
                .play();
    }

    @Test
    @DisplayName("n3: two istiods lose their connections and find them again, and the leader goes")
    void replicasDisconnected() throws IOException {
        federated("n3_replicas_disconnect")
                .at(0.3, () -> meshes.scaleIstiod(ARO, 2))
                .at(69.95, () -> meshes.handle(ROSA).killGateway("ingress-aro"))
                .at(110.3, () -> meshes.handle(ROSA).startGateway("ingress-aro"))
                .at(
                        170.35,
                        () -> {
                            meshes.pods.comesBack(first());
                            meshes.stores.get(ARO).delete(Kinds.POD, "aro-mesh", first());
                        })
                .at(249.5, () -> meshes.handle(ROSA).killGateway("ingress-aro"))
                .at(289.9, () -> meshes.handle(ROSA).startGateway("ingress-aro"))
                .at(
                        349.95,
                        () ->
                                meshes.handle(ARO)
                                        .retireIstiod(meshes.handle(ARO).istiodPods().get(1)))
                .withLater(ARO)
                .withPodsStartingIn(3.7)
                .attempting("aro", 121.7, 296.6)
                .attempting("aro (pod 1)", 288.0, 307.1)
                .play();
    }

    private String first() {
        return meshes.handle(ARO).istiodPods().get(0);
    }

    @Test
    @DisplayName("p2: a wrong root put in while connected shows only after a restart")
    void rootChanged() throws IOException {
        federated("p2_cm_change")
                .at(2.2, () -> meshes.trust(ARO, TwoMeshes.unrelatedRoot()))
                .at(77.25, () -> meshes.recreateIstiod(ARO))
                .at(268.4, () -> meshes.trust(ARO))
                .tolerating(4)
                .play();
    }
}
