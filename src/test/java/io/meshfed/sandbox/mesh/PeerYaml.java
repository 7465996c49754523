package io.meshfed.sandbox.mesh;

import java.util.List;
import java.util.Map;

/** A ServiceMeshPeer as somebody writes it. */
record PeerYaml(
        String mesh,
        String name,
        List<String> addresses,
        int port,
        String ingress,
        String egress,
        String trustDomain,
        String clientId) {

    static PeerYaml right(TwoMeshes meshes, String mesh) {
        String other = TwoMeshes.other(mesh);
        return new PeerYaml(
                mesh,
                other + "-mesh",
                List.of(meshes.address(other)),
                8188,
                "ingress-" + other,
                "egress-" + other,
                other + "-mesh.local",
                "%s-mesh.local/ns/%s-mesh/sa/egress-%s-service-account"
                        .formatted(other, other, mesh));
    }

    PeerYaml named(String changed) {
        return new PeerYaml(mesh, changed, addresses, port, ingress, egress, trustDomain, clientId);
    }

    PeerYaml at(String... changed) {
        return new PeerYaml(
                mesh, name, List.of(changed), port, ingress, egress, trustDomain, clientId);
    }

    PeerYaml onPort(int changed) {
        return new PeerYaml(mesh, name, addresses, changed, ingress, egress, trustDomain, clientId);
    }

    PeerYaml through(String changed) {
        return new PeerYaml(mesh, name, addresses, port, ingress, changed, trustDomain, clientId);
    }

    PeerYaml listeningOn(String changed) {
        return new PeerYaml(mesh, name, addresses, port, changed, egress, trustDomain, clientId);
    }

    PeerYaml inDomain(String changed) {
        return new PeerYaml(mesh, name, addresses, port, ingress, egress, changed, clientId);
    }

    PeerYaml expecting(String changed) {
        return new PeerYaml(mesh, name, addresses, port, ingress, egress, trustDomain, changed);
    }

    Map<String, Object> object() {
        Map<String, Object> peer = Manifests.object(Kinds.PEER, mesh + "-mesh", name, Map.of());
        peer.put(
                "spec",
                Map.of(
                        "remote", Map.of("addresses", addresses, "discoveryPort", port),
                        "gateways",
                                Map.of(
                                        "ingress", Map.of("name", ingress),
                                        "egress", Map.of("name", egress)),
                        "security",
                                Map.of(
                                        "trustDomain", trustDomain,
                                        "clientID", clientId,
                                        "certificateChain",
                                                Map.of(
                                                        "kind",
                                                        "ConfigMap",
                                                        "name",
                                                        name + "-ca-root-cert"))));
        return peer;
    }
}
