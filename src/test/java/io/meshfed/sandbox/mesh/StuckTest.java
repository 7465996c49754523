package io.meshfed.sandbox.mesh;

import static io.meshfed.sandbox.mesh.TwoMeshes.ARO;
import static io.meshfed.sandbox.mesh.TwoMeshes.ROSA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("an istiod gets stuck as real ones do, and a restart cures it")
class StuckTest {

    private final TwoMeshes meshes = new TwoMeshes(2);

    private PeerView view(String mesh) {
        return PeerView.of(meshes, mesh);
    }

    private PeerYaml dead() {
        return PeerYaml.right(meshes, ARO).at("192.0.2.99");
    }

    private void everythingButAroPeer() {
        meshes.sets(ARO);
        meshes.sets(ROSA);
        meshes.peer(ROSA);
    }

    @Test
    @DisplayName("a repair within the first minute goes well")
    void repairedInTime() {
        everythingButAroPeer();
        meshes.peer(dead());
        meshes.pass(40);
        meshes.peer(ARO);
        meshes.pass(30);

        assertTrue(view(ARO).outboundUp());
    }

    @Test
    @DisplayName("after a minute a repair on this side is not taken in")
    void frozen() {
        everythingButAroPeer();
        meshes.peer(dead());
        meshes.pass(80);
        meshes.peer(ARO);
        meshes.pass(400);

        assertFalse(view(ARO).outboundUp());
    }

    @Test
    @DisplayName("a rollout restart ends the freeze")
    void restartThaws() {
        everythingButAroPeer();
        meshes.peer(dead());
        meshes.pass(80);
        meshes.peer(ARO);
        meshes.restartIstiod(ARO);
        meshes.pass(60);

        assertTrue(view(ARO).outboundUp());
        assertEquals(meshes.handle(ARO).istiodPods(), view(ARO).pods("active"));
    }

    @Test
    @DisplayName("the freeze ends by itself when the other side comes up")
    void otherSideThaws() {
        meshes.sets(ARO);
        meshes.peer(ARO);
        meshes.pass(90);
        meshes.sets(ROSA);
        meshes.peer(ROSA);
        meshes.pass(100);

        assertTrue(view(ARO).outboundUp());
        assertTrue(view(ROSA).outboundUp());
    }

    @Test
    @DisplayName("beside an unreachable peer a new one gets no status")
    void noStatusForOthers() {
        meshes.trustFor(ARO, "dead-mesh");
        meshes.peer(dead().named("dead-mesh").inDomain("dead.local"));
        meshes.pass(90);
        everythingButAroPeer();
        meshes.peer(ARO);
        meshes.pass(300);

        assertTrue(meshes.status(ARO, Kinds.PEER).isEmpty());
        assertTrue(meshes.status(ARO, Kinds.EXPORT_SET).isEmpty());
    }

    @Test
    @DisplayName("a peer deleted while it exports is unknown to its istiod, but not gone: 400")
    void deletedWhileExporting() {
        meshes.federate();
        meshes.pass(5);
        meshes.delete(ARO, Kinds.PEER);
        meshes.pass(60);

        assertEquals("400 Bad Request", view(ROSA).lastDisconnectStatus());
    }

    @Test
    @DisplayName("made again under its name it looks well, but nothing comes in")
    void leftover() {
        meshes.federate();
        meshes.pass(5);
        meshes.delete(ARO, Kinds.PEER);
        meshes.pass(60);
        meshes.peer(ARO);
        meshes.pass(70);

        assertTrue(view(ARO).outboundUp());
        assertFalse(view(ROSA).outboundUp());
    }

    @Test
    @DisplayName("a rollout restart cures a locked worker")
    void restartUnlocks() {
        meshes.federate();
        meshes.pass(5);
        meshes.delete(ARO, Kinds.PEER);
        meshes.pass(60);
        meshes.peer(ARO);
        meshes.restartIstiod(ARO);
        meshes.pass(120);

        assertTrue(view(ARO).outboundUp() && view(ARO).inboundUp());
        assertTrue(view(ROSA).outboundUp() && view(ROSA).inboundUp());
    }

    @Test
    @DisplayName("drained first, a deletion is clean and the peer can come back")
    void drained() {
        meshes.federate();
        meshes.pass(5);
        meshes.exports(ARO, List.of());
        meshes.pass(1);
        meshes.delete(ARO, Kinds.PEER);
        meshes.pass(5);
        assertEquals("503 Service Unavailable", view(ROSA).lastDisconnectStatus());

        meshes.exports(ARO);
        meshes.peer(ARO);
        meshes.pass(30);
        assertTrue(view(ARO).inboundUp() && view(ROSA).inboundUp());
    }

    @Test
    @DisplayName(
            "a wrong root put in while connected: after a restart connected, never synced, not ready")
    void connectedButNeverSynced() {
        TwoMeshes single = new TwoMeshes(1);
        single.federate();
        single.pass(5);
        single.trust(ARO, TwoMeshes.unrelatedRoot());
        single.touchPeer(ARO);
        single.pass(5);
        single.recreateIstiod(ARO);
        single.pass(40);

        assertTrue(PeerView.of(single, ARO).outboundUp());
        assertEquals("", PeerView.of(single, ARO).lastFullSync());
        assertEquals(List.of(), PeerView.of(single, ARO).importedHosts());
        assertEquals("503 Service Unavailable", PeerView.of(single, ROSA).lastDisconnectStatus());
    }

    @Test
    @DisplayName("a wrong root behind an old connection, put right before the restart, is cured")
    void rightBeforeTheRestart() {
        TwoMeshes single = wrongRootLoaded();
        single.trust(ARO);
        single.recreateIstiod(ARO);
        single.pass(20);

        assertEquals(3, imported(single));
    }

    @Test
    @DisplayName(
            "a wrong root behind an old connection, put right after the restart, needs another")
    void rightAfterTheRestart() {
        TwoMeshes single = wrongRootLoaded();
        single.recreateIstiod(ARO);
        single.pass(10);
        single.trust(ARO);
        single.touchPeer(ARO);
        single.pass(300);
        assertEquals(0, imported(single));

        // The new istiod runs before the old one goes, the gateways turn to it then, and it
        // looks for the lease only later.
        single.restartIstiod(ARO);
        single.pass(60);
        assertEquals(3, imported(single));
    }

    private static TwoMeshes wrongRootLoaded() {
        TwoMeshes single = new TwoMeshes(1);
        single.federate();
        single.pass(5);
        single.trust(ARO, TwoMeshes.unrelatedRoot());
        single.touchPeer(ARO);
        single.pass(10);
        assertEquals(3, imported(single));
        return single;
    }

    private static int imported(TwoMeshes single) {
        return PeerView.of(single, ARO).importedHosts().size();
    }
}
