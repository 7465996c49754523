package io.meshfed.sandbox.mesh;

import io.meshfed.model.Trees;
import java.util.List;
import java.util.Map;

/**
 * The spec of a ServiceMeshPeer, with the defaults that istiod adds (the API server adds none).
 *
 * @param caKind empty stands for ConfigMap
 */
record PeerSpec(
        Remote remote,
        String ingress,
        String egress,
        String trustDomain,
        String clientId,
        String caKind,
        String caName) {

    static final int DISCOVERY_PORT = 8188;
    private static final int SERVICE_PORT = 15443;

    /** Where the other mesh is said to be. Its hash goes along with each request. */
    record Remote(List<String> addresses, int discoveryPort, int servicePort) {}

    static PeerSpec of(Map<String, Object> peer) {
        Map<String, Object> spec = Manifests.part(peer, "spec");
        return new PeerSpec(
                new Remote(
                        Trees.texts(Trees.value(spec, "remote", "addresses").orElse(List.of())),
                        port(spec, "discoveryPort", DISCOVERY_PORT),
                        port(spec, "servicePort", SERVICE_PORT)),
                text(spec, "gateways", "ingress", "name"),
                text(spec, "gateways", "egress", "name"),
                text(spec, "security", "trustDomain"),
                text(spec, "security", "clientID"),
                text(spec, "security", "certificateChain", "kind"),
                Trees.text(spec, "security", "certificateChain", "name")
                        .filter(name -> !name.isEmpty())
                        .orElse(Manifests.name(peer) + "-ca-root-cert"));
    }

    /** Whether the watch must start anew. */
    boolean leadsElsewhereThan(PeerSpec other) {
        return !remote.equals(other.remote) || !egress.equals(other.egress);
    }

    private static int port(Map<String, Object> spec, String name, int fallback) {
        int port = (int) Manifests.number(spec, 0, "remote", name);
        return port == 0 ? fallback : port;
    }

    private static String text(Map<String, Object> spec, String... path) {
        return Trees.text(spec, path).orElse("");
    }
}
