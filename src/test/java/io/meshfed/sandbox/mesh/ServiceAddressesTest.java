package io.meshfed.sandbox.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Trees;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a gateway behind node ports")
class ServiceAddressesTest {

    private final TwoMeshes meshes = new TwoMeshes(1);

    @Test
    @DisplayName("is reached at every node by the port of its discovery")
    void nodePort() {
        MemoryStore rosa = meshes.stores.get(TwoMeshes.ROSA);
        rosa.put(Manifests.object(Kinds.NODE, "", "worker", Map.of()));
        rosa.putStatus(
                Kinds.NODE,
                "",
                "worker",
                Map.of(
                        "addresses",
                        List.of(Map.of("type", "ExternalIP", "address", "198.19.2.1"))));
        Map<String, Object> smcp = rosa.get(Kinds.CONTROL_PLANE, "rosa-mesh", "rosa").orElseThrow();
        smcp.put("spec", withNodePort(Manifests.part(smcp, "spec")));
        rosa.put(smcp);
        meshes.pass(5);
        long port =
                Trees.objects(
                                rosa.get(Kinds.SERVICE, "rosa-mesh", "ingress-aro").orElseThrow(),
                                "spec",
                                "ports")
                        .stream()
                        .filter(p -> "https-discovery".equals(p.get("name")))
                        .mapToLong(p -> Manifests.number(p, 0, "nodePort"))
                        .sum();

        meshes.sets(TwoMeshes.ARO);
        meshes.sets(TwoMeshes.ROSA);
        meshes.peer(PeerYaml.right(meshes, TwoMeshes.ARO).at("198.19.2.1").onPort((int) port));
        meshes.peer(TwoMeshes.ROSA);
        meshes.pass(5);

        assertEquals(30188, port);
        assertTrue(PeerView.of(meshes, TwoMeshes.ARO).outboundUp());
    }

    private static Map<String, Object> withNodePort(Map<String, Object> spec) {
        spec.put(
                "gateways",
                Map.of(
                        "additionalEgress",
                        Manifests.part(spec, "gateways", "additionalEgress"),
                        "additionalIngress",
                        Map.of(
                                "ingress-aro",
                                Map.of(
                                        "service",
                                        Map.of(
                                                "type",
                                                "NodePort",
                                                "ports",
                                                List.of(
                                                        Map.of(
                                                                "name", "https-discovery",
                                                                "port", 8188,
                                                                "nodePort", 30188)))))));
        return spec;
    }
}
