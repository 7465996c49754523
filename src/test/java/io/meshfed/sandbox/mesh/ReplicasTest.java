package io.meshfed.sandbox.mesh;

import static io.meshfed.sandbox.mesh.TwoMeshes.ARO;
import static io.meshfed.sandbox.mesh.TwoMeshes.ROSA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Trees;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("two istiods write one status as real ones do")
class ReplicasTest {

    private final TwoMeshes meshes = new TwoMeshes(2);

    private PeerView view(String mesh) {
        return PeerView.of(meshes, mesh);
    }

    private String lastFullSync(int element) {
        return Trees.text(view(ARO).elements("active").get(element), "watch", "lastFullSync")
                .orElse("never");
    }

    @Test
    @DisplayName("both stand in the active list, sorted, and the other side sees two sources")
    void twoElements() {
        meshes.federate();
        meshes.pass(3);

        assertEquals(meshes.handle(ARO).istiodPods(), view(ARO).pods("active"));
        long sources =
                view(ROSA).elements("active").stream()
                        .flatMap(element -> Trees.objects(element, "remotes").stream())
                        .map(remote -> remote.get("source"))
                        .distinct()
                        .count();
        assertEquals(2, sources);
    }

    @Test
    @DisplayName("the element that sorts first stands still while the other moves")
    void firstFreezes() {
        meshes.federate();
        meshes.pass(10);
        String first = lastFullSync(0);
        String second = lastFullSync(1);
        meshes.pass(120);

        assertEquals(first, lastFullSync(0));
        assertNotEquals(second, lastFullSync(1));
    }

    @Test
    @DisplayName("after a loss and a return the first pod can stand in both lists")
    void inBothLists() {
        meshes.backOff((istiod, peer, failures) -> Duration.ofMillis(500L + 20L * failures));
        meshes.federate();
        meshes.pass(5);
        meshes.handle(ROSA).killGateway("ingress-aro");
        meshes.pass(1.2);

        String first = meshes.handle(ARO).istiodPods().get(0);
        assertTrue(view(ARO).pods("inactive").contains(first));
    }

    @Test
    @DisplayName("a killed pod stands in the list until its lease has run out")
    void killed() {
        meshes.federate();
        meshes.pass(5);
        MeshHandle aro = meshes.handle(ARO);
        String leader = aro.istiodPods().get(0);
        aro.killIstiod(leader);
        meshes.pass(30);
        assertTrue(view(ARO).pods("active").contains(leader));

        meshes.pass(40);
        assertFalse(view(ARO).pods("active").contains(leader));
        assertEquals(aro.istiodPods(), view(ARO).pods("active"));
    }

    @Test
    @DisplayName("a pod killed soon after a restart still holds its lease for a whole minute")
    void killedAfterARestart() {
        TwoMeshes single = new TwoMeshes(1);
        single.federate();
        single.pass(5);
        single.recreateIstiod(ARO);
        single.pass(25);
        String leader = single.handle(ARO).istiodPods().get(0);
        single.handle(ARO).killIstiod(leader);

        single.pass(50);
        assertTrue(PeerView.of(single, ARO).pods("active").contains(leader));
        single.pass(15);
        assertFalse(PeerView.of(single, ARO).pods("active").contains(leader));
    }

    @Test
    @DisplayName("one serves the other side's watch, and the other its lists")
    void watchHereListsThere() {
        TwoMeshes pair = new TwoMeshes(1);
        pair.scaleIstiod(ARO, 2);
        pair.pass(10);
        pair.federate();
        pair.pass(10);
        // The watch comes back to the second istiod, whose element does not stand still.
        pair.recreateIstiod(ROSA);
        pair.pass(200);

        List<Map<String, Object>> sources =
                PeerView.of(pair, ARO).elements("active").stream()
                        .flatMap(element -> Trees.objects(element, "remotes").stream())
                        .filter(remote -> Trees.flag(remote, "connected"))
                        .toList();
        assertEquals(1, sources.size(), sources::toString);
        assertFalse(sources.get(0).containsKey("lastFullSync"), sources::toString);
    }

    @Test
    @DisplayName("without a leader the sets keep their statuses")
    void noLeaderNoSets() {
        meshes.federate();
        meshes.pass(5);
        MeshHandle aro = meshes.handle(ARO);
        aro.retireIstiod(aro.istiodPods().get(0));
        meshes.exports(ARO, List.of());
        meshes.pass(20);
        assertEquals(2, exported());

        meshes.pass(30);
        assertEquals(0, exported());
    }

    private int exported() {
        return Trees.objects(meshes.status(ARO, Kinds.EXPORT_SET).orElseThrow(), "exportedServices")
                .size();
    }
}
