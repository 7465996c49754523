package io.meshfed.sandbox.mesh;

import static io.meshfed.sandbox.mesh.TwoMeshes.ARO;
import static io.meshfed.sandbox.mesh.TwoMeshes.ROSA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a new root")
class RotationTest {

    private final TwoMeshes meshes = new TwoMeshes(1);
    private final MeshHandle rosa = meshes.handle(ROSA);

    private boolean bothUp() {
        return PeerView.of(meshes, ARO).outboundUp() && PeerView.of(meshes, ROSA).outboundUp();
    }

    private void restartGateways() {
        for (String gateway : new String[] {"ingress-aro", "egress-aro"}) {
            rosa.killGateway(gateway);
            rosa.startGateway(gateway);
        }
    }

    @Test
    @DisplayName("that the peer knows beforehand costs two seconds")
    void rightOrder() {
        meshes.federate();
        meshes.pass(30);
        String old = rosa.root();
        rosa.renewRoot();
        meshes.trust(ARO, old + rosa.root());
        meshes.touchPeer(ARO);
        meshes.pass(8);
        assertTrue(bothUp());

        restartGateways();
        meshes.pass(5);
        assertTrue(bothUp());
    }

    @Test
    @DisplayName("goes unnoticed as long as the gateways have their old certificates")
    void oldCertificates() {
        meshes.federate();
        meshes.pass(30);
        rosa.renewRoot();
        meshes.pass(200);

        assertTrue(bothUp());
    }

    @Test
    @DisplayName("that the peer learns of too late needs a restart of the peer's istiod")
    void wrongOrder() {
        meshes.federate();
        meshes.pass(30);
        rosa.renewRoot();
        restartGateways();
        meshes.pass(100);
        assertFalse(bothUp());
        assertEquals("503 Service Unavailable", PeerView.of(meshes, ARO).lastDisconnectStatus());

        meshes.trust(ARO);
        meshes.touchPeer(ARO);
        meshes.pass(400);
        assertFalse(bothUp());

        meshes.restartIstiod(ARO);
        meshes.pass(150);
        assertTrue(bothUp());
    }
}
