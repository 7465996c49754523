package io.meshfed.sandbox.mesh;

import static io.meshfed.sandbox.mesh.TwoMeshes.ARO;
import static io.meshfed.sandbox.mesh.TwoMeshes.ROSA;
import static io.meshfed.sandbox.mesh.TwoMeshes.rule;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the statuses of a real istiod come out again")
class RecordingsTest {

    private final TwoMeshes meshes = new TwoMeshes(1);

    @Test
    @DisplayName("a: both sides right from the start")
    void happyPath() throws IOException {
        Recording.of("a_happy", meshes, 40)
                .at(
                        0.5,
                        () -> {
                            meshes.trust(ARO);
                            meshes.trust(ROSA);
                        })
                .at(
                        0.8,
                        () -> {
                            meshes.exports(ARO);
                            meshes.exports(ROSA);
                            meshes.imports(ROSA);
                            meshes.imports(ARO, threeWaysToImport());
                        })
                .at(6.1, () -> meshes.peer(ARO))
                .at(6.3, () -> meshes.peer(ROSA))
                .play();
    }

    private static List<Map<String, Object>> threeWaysToImport() {
        Map<String, Object> local =
                new LinkedHashMap<>(rule("shop", "prices", "shop", "prices-far"));
        local.put("importAsLocal", true);
        Map<String, Object> far = new LinkedHashMap<>(rule("bank", "rates", "money", "rates-eu"));
        far.put("domainSuffix", "svc.far.example");
        return List.of(rule("shop", "quotes"), local, far);
    }

    @Test
    @DisplayName("b: one side alone, then the other, then its sets")
    void oneSideFirst() throws IOException {
        Recording.of("b_one_side", meshes, 35)
                .at(0.5, () -> meshes.sets(ARO))
                .at(0.8, () -> meshes.peer(ARO))
                .at(46.1, () -> meshes.trust(ROSA))
                .at(46.2, () -> meshes.peer(ROSA))
                .at(71.2, () -> meshes.exports(ROSA))
                .at(71.3, () -> meshes.imports(ROSA))
                .play();
    }

    @Test
    @DisplayName("c: a CA ConfigMap comes late and is seen at the next round")
    void configMapLate() throws IOException {
        Recording.of("c_cm_missing", meshes, 56.3)
                .at(0.5, () -> meshes.trust(ROSA))
                .at(0.5, () -> meshes.exports(ROSA))
                .at(0.6, () -> meshes.peer(ROSA))
                .at(0.8, () -> meshes.exports(ARO))
                .at(0.9, () -> meshes.peer(ARO))
                .at(26.1, () -> meshes.trust(ARO))
                .play();
    }

    @Test
    @DisplayName("c2: a touched peer saves the wait")
    void configMapLateAndTouched() throws IOException {
        Recording.of("c2_cm_missing_touch", meshes, 50)
                .at(0.5, () -> meshes.trust(ROSA))
                .at(0.6, () -> meshes.peer(ROSA))
                .at(0.7, () -> meshes.peer(ARO))
                .at(13, () -> meshes.trust(ARO))
                .at(14, () -> meshes.touchPeer(ARO))
                .play();
    }

    @Test
    @DisplayName("d: an unrelated root closes both directions; corrected, nobody touches the peer")
    void wrongRoot() throws IOException {
        Recording.of("d_wrong_root", meshes, 50)
                .at(0.5, () -> meshes.trust(ARO, TwoMeshes.unrelatedRoot()))
                .at(0.5, () -> meshes.trust(ROSA))
                .at(0.8, () -> meshes.exports(ROSA))
                .at(1.0, () -> meshes.imports(ARO))
                .at(1.1, () -> meshes.peer(ARO))
                .at(1.2, () -> meshes.peer(ROSA))
                .at(21.9, () -> meshes.trust(ARO))
                .play();
    }

    private Recording bothTrust(Recording recording) {
        return recording.at(0.3, () -> meshes.trust(ARO)).at(0.3, () -> meshes.trust(ROSA));
    }

    private PeerYaml right(String mesh) {
        return PeerYaml.right(meshes, mesh);
    }

    @Test
    @DisplayName("e: a CA under a wrong key is none, garbage under the right one is taken")
    void garbage() throws IOException {
        Recording.of("e_key_garbage", meshes, 55)
                .at(0.3, () -> meshes.trust(ROSA))
                .at(1.0, () -> meshes.peer(ROSA))
                .at(1.4, () -> meshes.peer(ARO))
                .at(11.9, () -> meshes.trust(ARO, "garbage"))
                .at(12.1, () -> meshes.touchPeer(ARO))
                .at(22.9, () -> meshes.trust(ARO))
                .at(23.0, () -> meshes.touchPeer(ARO))
                .play();
    }

    @Test
    @DisplayName("f: another client is expected: 403, and the other direction is up")
    void wrongClient() throws IOException {
        bothTrust(Recording.of("f_wrong_clientid", meshes, 50))
                .at(0.7, () -> meshes.exports(ROSA))
                .at(0.8, () -> meshes.imports(ARO))
                .at(1.0, () -> meshes.peer(ARO))
                .at(1.1, () -> meshes.peer(right(ROSA).expecting("aro-mesh.local/ns/x/sa/y")))
                .at(17.1, () -> meshes.peer(ROSA))
                .play();
    }

    @Test
    @DisplayName("f2: a client with spiffe:// is nobody, and an edit to none changes nothing")
    void clientForms() throws IOException {
        bothTrust(Recording.of("f2_clientid_forms", meshes, 50))
                .at(0.7, () -> meshes.peer(ARO))
                .at(
                        0.8,
                        () ->
                                meshes.peer(
                                        right(ROSA)
                                                .expecting("spiffe://" + right(ROSA).clientId())))
                .at(0.9, () -> meshes.exports(ROSA))
                .at(9.1, () -> meshes.peer(right(ROSA).expecting("")))
                .play();
    }

    @Test
    @DisplayName("f3: created without a client the door is open")
    void noClient() throws IOException {
        bothTrust(Recording.of("f3_clientid_empty", meshes, 50))
                .at(0.7, () -> meshes.peer(ARO))
                .at(0.8, () -> meshes.peer(right(ROSA).expecting("")))
                .at(1.0, () -> meshes.exports(ROSA))
                .lookingUntil(0.05)
                .play();
    }

    @Test
    @DisplayName("g: a wrong trust domain looks like a wrong root")
    void wrongDomain() throws IOException {
        bothTrust(Recording.of("g_wrong_td", meshes, 50))
                .at(1.0, () -> meshes.peer(right(ARO).inDomain("somewhere-else.local")))
                .at(1.2, () -> meshes.peer(ROSA))
                .at(16.4, () -> meshes.peer(ARO))
                .play();
    }

    @Test
    @DisplayName("h: wrong addresses one after the other, and the freeze that the right one meets")
    void addresses() throws IOException {
        bothTrust(Recording.of("h_address", meshes, 50))
                .at(0.7, () -> meshes.exports(ROSA))
                .at(0.9, () -> meshes.imports(ARO))
                .at(1.0, () -> meshes.peer(ROSA))
                .at(1.0, () -> meshes.peer(right(ARO).at("10.77.99.99")))
                .at(41.2, () -> meshes.peer(right(ARO).at("nowhere.example")))
                .at(81.4, () -> meshes.peer(right(ARO).onPort(8189)))
                .at(121.6, () -> meshes.peer(right(ARO).at()))
                .at(161.8, () -> meshes.peer(ARO))
                .play();
    }

    @Test
    @DisplayName("h2: the local egress is unknown, then down, then up")
    void egress() throws IOException {
        bothTrust(Recording.of("h2_egress", meshes, 50))
                .at(0.8, () -> meshes.peer(ROSA))
                .at(1.0, () -> meshes.peer(right(ARO).through("egress-nobody")))
                .at(7.9, () -> meshes.handle(ARO).killGateway("egress-rosa"))
                .at(8.0, () -> meshes.peer(ARO))
                .at(20.3, () -> meshes.handle(ARO).startGateway("egress-rosa"))
                .play();
    }

    @Test
    @DisplayName("h3: a closed port, then no address at all")
    void closedPort() throws IOException {
        bothTrust(Recording.of("h3_port_no_address", meshes, 50))
                .at(0.6, () -> meshes.peer(ROSA))
                .at(0.7, () -> meshes.peer(right(ARO).onPort(8189)))
                .at(19.25, () -> meshes.delete(ARO, Kinds.PEER))
                .at(21.1, () -> meshes.peer(right(ARO).at()))
                .play();
    }

    @Test
    @DisplayName("i: sets that are called otherwise than their peer never get a status")
    void names() throws IOException {
        bothTrust(Recording.of("i_name_mismatch", meshes, 50))
                .at(
                        0.9,
                        () ->
                                meshes.set(
                                        ARO,
                                        Kinds.EXPORT_SET,
                                        "rosa",
                                        "exportRules",
                                        TwoMeshes.exportRules(ARO)))
                .at(
                        1.0,
                        () ->
                                meshes.set(
                                        ARO,
                                        Kinds.IMPORT_SET,
                                        "rosa",
                                        "importRules",
                                        List.of(rule("*", "*"))))
                .at(1.2, () -> meshes.exports(ROSA))
                .at(1.3, () -> meshes.peer(ARO))
                .at(1.5, () -> meshes.peer(ROSA))
                .play();
    }
}
