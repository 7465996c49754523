package io.meshfed.sandbox.mesh;

import static io.meshfed.sandbox.mesh.TwoMeshes.ARO;
import static io.meshfed.sandbox.mesh.TwoMeshes.ROSA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Trees;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("peers connect only when everything between them is right")
class PeeringTest {

    private final TwoMeshes meshes = new TwoMeshes(1);

    private PeerView view(String mesh) {
        return PeerView.of(meshes, mesh);
    }

    private PeerYaml right(String mesh) {
        return PeerYaml.right(meshes, mesh);
    }

    private void trustAndSets() {
        meshes.sets(ARO);
        meshes.sets(ROSA);
    }

    @Test
    @DisplayName("everything is connected and imported two seconds after both peers")
    void connects() {
        meshes.federate();
        meshes.pass(2);

        assertTrue(view(ARO).outboundUp() && view(ROSA).outboundUp());
        assertTrue(view(ARO).inboundUp() && view(ROSA).inboundUp());
        assertEquals(
                List.of(
                        "prices.shop.svc.rosa-mesh-imports.local",
                        "quotes.shop.svc.rosa-mesh-imports.local",
                        "rates.bank.svc.rosa-mesh-imports.local"),
                view(ARO).importedHosts());
    }

    @Test
    @DisplayName("a healthy peer keeps the text of its first, failed attempt for ever")
    void keepsTheFirstFailure() {
        meshes.federate();
        meshes.pass(200);

        assertTrue(view(ARO).outboundUp());
        assertTrue(view(ARO).lastDisconnectStatus().endsWith("connect: connection refused"));
    }

    @Test
    @DisplayName("an empty list is absent, and a watch never has an event")
    void absences() {
        meshes.federate();
        meshes.pass(2);

        Map<String, Object> lists = view(ARO).lists();
        assertFalse(lists.containsKey("inactive"));
        assertFalse(
                Manifests.part(view(ARO).elements("active").get(0), "watch")
                        .containsKey("lastEvent"));
    }

    @Test
    @DisplayName("the full sync moves once a minute and nothing else does")
    void syncsEachMinute() {
        meshes.federate();
        meshes.pass(30);
        String before = view(ARO).lastFullSync();
        meshes.pass(60);

        assertTrue(view(ARO).lastFullSync().compareTo(before) > 0);
    }

    @Test
    @DisplayName("without the CA ConfigMap there is no status at all")
    void noConfigMap() {
        meshes.trust(ROSA);
        meshes.peer(ARO);
        meshes.peer(ROSA);
        meshes.pass(50);

        assertTrue(meshes.status(ARO, Kinds.PEER).isEmpty());
        assertEquals("503 Service Unavailable", view(ROSA).lastDisconnectStatus());
    }

    @Test
    @DisplayName("a CA under another key is no CA")
    void wrongKey() {
        trustAndSets();
        Map<String, Object> map =
                Manifests.object(Kinds.CONFIG_MAP, "aro-mesh", "rosa-mesh-ca-root-cert", Map.of());
        map.put("data", Map.of("ca.crt", meshes.handle(ROSA).root()));
        meshes.stores.get(ARO).put(map);
        meshes.peer(ARO);
        meshes.pass(50);

        assertTrue(meshes.status(ARO, Kinds.PEER).isEmpty());
    }

    @Test
    @DisplayName("garbage for a root is taken, and refused by the gateways")
    void garbage() {
        trustAndSets();
        meshes.trust(ARO, "not a certificate");
        meshes.peer(ARO);
        meshes.peer(ROSA);
        meshes.pass(10);

        assertEquals("503 Service Unavailable", view(ARO).lastDisconnectStatus());
        assertEquals("503 Service Unavailable", view(ROSA).lastDisconnectStatus());
    }

    @Test
    @DisplayName("old and new root in one ConfigMap both count")
    void twoRoots() {
        trustAndSets();
        meshes.trust(ARO, TwoMeshes.unrelatedRoot() + meshes.handle(ROSA).root());
        meshes.peer(ARO);
        meshes.peer(ROSA);
        meshes.pass(5);

        assertTrue(view(ARO).outboundUp());
    }

    @Test
    @DisplayName("a peer in our own trust domain needs no ConfigMap")
    void ownTrustDomain() {
        meshes.peer(right(ARO).named("self-mesh").inDomain("aro-mesh.local"));
        meshes.pass(1);

        assertTrue(meshes.status(ARO, Kinds.PEER, "self-mesh").isPresent());
    }

    @Test
    @DisplayName("no peer on the other side is 503, however right everything else is")
    void otherSideEmpty() {
        trustAndSets();
        meshes.peer(ARO);
        meshes.pass(10);

        assertEquals("503 Service Unavailable", view(ARO).lastDisconnectStatus());
        assertFalse(view(ARO).outboundUp());
    }

    @Test
    @DisplayName("a path that is cut is 503 in one direction, and mends by itself")
    void blockedPath() {
        meshes.handle(ARO).block(meshes.handle(ROSA));
        meshes.federate();
        meshes.pass(30);
        assertEquals("503 Service Unavailable", view(ARO).lastDisconnectStatus());
        assertTrue(view(ROSA).outboundUp());

        meshes.handle(ARO).unblock(meshes.handle(ROSA));
        meshes.pass(120);
        assertTrue(view(ARO).outboundUp());
    }

    @Test
    @DisplayName("an unknown egress gateway is told by its name")
    void unknownEgress() {
        trustAndSets();
        meshes.peer(right(ARO).through("egress-nobody"));
        meshes.pass(3);

        assertEquals(
                "Get \"http://egress-nobody.aro-mesh.svc.cluster.local:8188/v1/watch\": dial tcp:"
                        + " lookup egress-nobody.aro-mesh.svc.cluster.local on 172.30.0.10:53: no"
                        + " such host",
                view(ARO).lastDisconnectStatus());
    }

    @Test
    @DisplayName("new trust counts for new connections only")
    void newTrustForNewConnections() {
        meshes.federate();
        meshes.pass(5);
        meshes.trust(ARO, TwoMeshes.unrelatedRoot());
        meshes.touchPeer(ARO);
        meshes.pass(100);
        assertTrue(view(ARO).outboundUp());

        meshes.handle(ROSA).killGateway("ingress-aro");
        meshes.handle(ROSA).startGateway("ingress-aro");
        meshes.pass(20);
        assertFalse(view(ARO).outboundUp());
    }

    @Test
    @DisplayName("45 seconds after a change of exports the importer's watch drops for a moment")
    void dropsAfterAnExport() {
        meshes.federate();
        meshes.pass(60);
        meshes.exports(ROSA, List.of(TwoMeshes.rule("shop", "quotes")));
        meshes.pass(44);
        assertTrue(view(ARO).outboundUp());

        meshes.pass(2.3);
        assertFalse(view(ARO).outboundUp());
        assertEquals("200 OK", view(ARO).lastDisconnectStatus());

        meshes.pass(3);
        assertTrue(view(ARO).outboundUp());
    }

    @Test
    @DisplayName("a set of another name never gets a status")
    void otherName() {
        meshes.set(ARO, Kinds.EXPORT_SET, "rosa", "exportRules", TwoMeshes.exportRules(ARO));
        meshes.federate();
        meshes.pass(130);

        assertTrue(meshes.status(ARO, Kinds.EXPORT_SET, "rosa").isEmpty());
    }

    @Test
    @DisplayName("Services outside the members are not exported, whatever the rules say")
    void strangersStay() {
        meshes.federate();
        meshes.exports(ROSA, List.of(TwoMeshes.rule("*", "*")));
        meshes.pass(2);

        List<String> exported =
                Trees.objects(
                                meshes.status(ROSA, Kinds.EXPORT_SET).orElseThrow(),
                                "exportedServices")
                        .stream()
                        .map(entry -> Trees.text(entry, "localService", "name").orElseThrow())
                        .toList();
        assertTrue(exported.contains("istiod-rosa") && exported.contains("ingress-aro"));
        assertFalse(exported.contains("alone"));
    }
}
