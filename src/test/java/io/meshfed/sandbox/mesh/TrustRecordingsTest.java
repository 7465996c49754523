package io.meshfed.sandbox.mesh;

import static io.meshfed.sandbox.mesh.TwoMeshes.ARO;
import static io.meshfed.sandbox.mesh.TwoMeshes.ROSA;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what a real istiod wrote when roots and trust domains changed comes out again")
class TrustRecordingsTest {

    private final TwoMeshes meshes = new TwoMeshes(1);
    private final String old = meshes.handle(ROSA).root();
    private final String next = meshes.nextRoot();

    private Recording recording(String name) throws IOException {
        return Recording.of(name, meshes, 50)
                .at(0.25, () -> meshes.trust(ARO))
                .at(0.25, () -> meshes.trust(ROSA));
    }

    private void newRoot() {
        meshes.handle(ROSA).renewRoot();
        meshes.recreateIstiod(ROSA);
    }

    private void kill(String gateway) {
        meshes.handle(ROSA).killGateway(gateway);
    }

    private void start(String gateway) {
        meshes.handle(ROSA).startGateway(gateway);
    }

    @Test
    @DisplayName("o: a peer in our own trust domain, then two peers in one")
    void trustDomains() throws IOException {
        PeerYaml right = PeerYaml.right(meshes, ARO);
        recording("o_trust_domains")
                .at(0.3, () -> meshes.peer(right.named("self-mesh").inDomain("aro-mesh.local")))
                .at(5.5, () -> meshes.stores.get(ARO).delete(Kinds.PEER, "aro-mesh", "self-mesh"))
                .federating()
                .at(8.4, () -> meshes.trustFor(ARO, "twin-mesh"))
                .at(8.5, () -> meshes.peer(right.named("twin-mesh").at("10.77.99.99")))
                .at(13.55, () -> kill("ingress-aro"))
                .at(14.7, () -> start("ingress-aro"))
                .play();
    }

    @Test
    @DisplayName(
            "p: the new root comes to the peer after the gateways have it, and the mesh freezes")
    void wrongOrder() throws IOException {
        recording("p_rotation")
                .federating()
                .at(3.5, this::newRoot)
                .at(31.15, () -> kill("egress-aro"))
                .at(34.0, () -> kill("ingress-aro"))
                .at(34.7, () -> start("egress-aro"))
                .at(36.0, () -> start("ingress-aro"))
                .at(97.7, () -> meshes.trust(ARO, old + next))
                .at(528.3, () -> meshes.trust(ARO, next))
                .withPodsStartingIn(2.1)
                .tolerating(60)
                .play();
    }

    @Test
    @DisplayName("p3: old and new root first, and all comes back by itself")
    void rightOrder() throws IOException {
        recording("p3_rotation_right")
                .federating()
                .at(2.9, () -> meshes.trust(ARO, old + next))
                .at(3.0, () -> meshes.touchPeer(ARO))
                .at(11.05, this::newRoot)
                .at(12.8, () -> kill("egress-aro"))
                .at(12.8, () -> kill("ingress-aro"))
                .at(12.9, () -> start("egress-aro"))
                .at(12.9, () -> start("ingress-aro"))
                .at(17.7, () -> meshes.trust(ARO, next))
                .at(17.8, () -> meshes.touchPeer(ARO))
                .at(22.7, () -> kill("ingress-aro"))
                .at(22.8, () -> start("ingress-aro"))
                .withPodsStartingIn(1.1)
                .play();
    }
}
