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

@DisplayName("the statuses of export and import sets of a real istiod come out again")
class SetRecordingsTest {

    private final TwoMeshes meshes = new TwoMeshes(1);

    private Recording recording(String name, double resyncIn) throws IOException {
        return Recording.of(name, meshes, resyncIn)
                .at(0.3, () -> meshes.trust(ARO))
                .at(0.3, () -> meshes.trust(ROSA));
    }

    /** Sets first, then both peers, as most scenarios begin. */
    private Recording federated(String name, double resyncIn) throws IOException {
        return recording(name, resyncIn).federating();
    }

    @Test
    @DisplayName("j: rules of all kinds")
    void rules() throws IOException {
        Map<String, Object> labelled =
                Map.of(
                        "type",
                        "LabelSelector",
                        "labelSelector",
                        Map.of(
                                "selector",
                                Map.of("matchLabels", Map.of("tier", "public")),
                                "aliases",
                                List.of(
                                        Map.of(
                                                "namespace", "bank",
                                                "name", "rates",
                                                "alias", Map.of("namespace", "x", "name", "y")))));
        recording("j_rules", 50)
                .at(1.4, () -> meshes.peer(ARO))
                .at(1.7, () -> meshes.peer(ROSA))
                .at(1.9, () -> meshes.exports(ROSA, List.of(rule("shop", "nothing"))))
                .at(2.2, () -> meshes.imports(ARO, List.of(rule("shop", "nothing"))))
                .at(7.0, () -> meshes.exports(ROSA, List.of(rule("shop", "quotes"))))
                .at(
                        11.2,
                        () ->
                                meshes.exports(
                                        ROSA,
                                        List.of(
                                                rule("shop", "quotes", "a", "one"),
                                                rule("shop", "quotes", "b", "two"))))
                .at(15.5, () -> meshes.exports(ROSA, List.of(onlyNamespace("shop"))))
                .at(19.8, () -> meshes.exports(ROSA, List.of(rule("*", ""))))
                .at(24.1, () -> meshes.exports(ROSA, List.of(rule("shop", "quo*"))))
                .at(
                        28.6,
                        () ->
                                meshes.exports(
                                        ROSA,
                                        List.of(
                                                Map.of("type", "Unknown"),
                                                Map.of("type", "NameSelector"),
                                                rule("shop", "prices"))))
                .at(32.9, () -> meshes.exports(ROSA, List.of(labelled)))
                .at(
                        37.3,
                        () ->
                                meshes.exports(
                                        ROSA,
                                        List.of(
                                                rule("shop", "prices", "same", "same"),
                                                rule("bank", "rates", "same", "same"))))
                .at(41.5, () -> meshes.exports(ROSA, List.of()))
                .withLater(ROSA)
                .play();
    }

    private static Map<String, Object> onlyNamespace(String namespace) {
        return Map.of("type", "NameSelector", "nameSelector", Map.of("namespace", namespace));
    }

    @Test
    @DisplayName("j2: import rules edited while connected")
    void importRules() throws IOException {
        Map<String, Object> nowhereLocal = new LinkedHashMap<>(rule("shop", "quotes"));
        nowhereLocal.put("importAsLocal", true);
        Map<String, Object> ownSuffix = new LinkedHashMap<>(rule("shop", "quotes"));
        ownSuffix.put("domainSuffix", "svc.cluster.local");
        Map<String, Object> local = new LinkedHashMap<>(rule("shop", "prices", "shop", "*"));
        local.put("importAsLocal", true);
        federated("j2_import_rules", 50.7)
                .at(3.2, () -> meshes.imports(ARO, List.of(rule("shop", "nothing"))))
                .at(121.9, () -> meshes.imports(ARO, List.of(nowhereLocal, rule("*", "*"))))
                .at(181.8, () -> meshes.imports(ARO, List.of(ownSuffix, local)))
                .at(301.8, () -> meshes.delete(ARO, Kinds.IMPORT_SET))
                .at(377.2, () -> meshes.imports(ARO))
                .tolerating(61)
                .play();
    }

    @Test
    @DisplayName("k: export after import and the reverse; a Service deleted and made again")
    void order() throws IOException {
        recording("k_order_and_services", 40)
                .at(0.8, () -> meshes.peer(ARO))
                .at(1.0, () -> meshes.peer(ROSA))
                .at(1.1, () -> meshes.imports(ARO))
                .at(5.2, () -> meshes.exports(ROSA))
                .at(5.7, () -> meshes.exports(ARO))
                .at(10.9, () -> meshes.imports(ROSA))
                .at(
                        52.6,
                        () ->
                                meshes.exports(
                                        ROSA,
                                        List.of(
                                                rule("shop", "quotes"),
                                                rule("shop", "prices"),
                                                rule("shop", "hidden"),
                                                rule("bank", "rates"))))
                .at(63.1, () -> meshes.stores.get(ROSA).delete(Kinds.SERVICE, "shop", "quotes"))
                .at(
                        63.5,
                        () ->
                                TwoMeshes.service(
                                        meshes.stores.get(ROSA), "shop", "quotes", Map.of()))
                .at(63.8, () -> meshes.delete(ROSA, Kinds.EXPORT_SET))
                .play();
    }

    @Test
    @DisplayName("l: a peer deleted while it exports locks the worker until istiod restarts")
    void deletedWhileExporting() throws IOException {
        federated("l_delete_while_exporting", 50)
                .at(2.4, () -> meshes.delete(ARO, Kinds.PEER))
                .at(82.7, () -> meshes.peer(ARO))
                .at(
                        122.0,
                        () ->
                                meshes.peer(
                                        PeerYaml.right(meshes, ARO)
                                                .named("third-mesh")
                                                .at("10.77.99.99")
                                                .inDomain("third.local")))
                .at(197.3, () -> meshes.exports(ARO, List.of()))
                .at(212.25, () -> meshes.trustFor(ARO, "third-mesh"))
                .at(212.3, () -> meshes.recreateIstiod(ARO))
                .withPodsStartingIn(1.6)
                .play();
    }

    @Test
    @DisplayName("l2: drained first, the deletion is clean")
    void deletedDrained() throws IOException {
        federated("l2_delete_drained", 50)
                .at(2.9, () -> meshes.exports(ARO, List.of()))
                .at(3.5, () -> meshes.delete(ARO, Kinds.PEER))
                .at(53.8, () -> meshes.exports(ARO))
                .at(54.0, () -> meshes.peer(ARO))
                .play();
    }

    @Test
    @DisplayName("m: the other side goes and comes back")
    void otherSide() throws IOException {
        federated("m_other_side", 50)
                .at(2.3, () -> meshes.exports(ROSA, List.of()))
                .at(5.5, () -> meshes.delete(ROSA, Kinds.IMPORT_SET))
                .at(5.6, () -> meshes.delete(ROSA, Kinds.EXPORT_SET))
                .at(5.7, () -> meshes.delete(ROSA, Kinds.PEER))
                .at(70.1, () -> meshes.exports(ROSA))
                .at(70.3, () -> meshes.imports(ROSA))
                .at(70.5, () -> meshes.peer(ROSA))
                .play();
    }

    @Test
    @DisplayName("t: touching the peer does not hurry an edited import set, an event does")
    void touched() throws IOException {
        federated("t_import_edit_touch", 50)
                .at(12.4, () -> meshes.imports(ARO, List.of(rule("shop", "quotes"))))
                .at(12.9, () -> meshes.touchPeer(ARO))
                .at(62.0, () -> meshes.imports(ARO, List.of(rule("shop", "prices"))))
                .at(62.5, () -> meshes.touchPeer(ARO))
                .at(
                        62.9,
                        () ->
                                meshes.exports(
                                        ROSA,
                                        List.of(
                                                rule("shop", "quotes"),
                                                rule("shop", "prices"),
                                                rule("shop", "hidden"),
                                                rule("bank", "rates"))))
                .at(63.4, () -> meshes.delete(ARO, Kinds.IMPORT_SET))
                .at(64.2, () -> meshes.imports(ARO))
                .play();
    }

    @Test
    @DisplayName("u: an import set that comes back with its old generation is ignored")
    void recreated() throws IOException {
        federated("u_import_recreate", 50)
                .at(2.3, () -> meshes.delete(ARO, Kinds.IMPORT_SET))
                .at(132.5, () -> meshes.imports(ARO))
                .at(282.7, () -> meshes.imports(ARO, List.of(rule("*", "*"), rule("no", "thing"))))
                .play();
    }
}
