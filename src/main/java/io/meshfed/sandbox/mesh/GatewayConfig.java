package io.meshfed.sandbox.mesh;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an istiod has sent to a gateway.
 *
 * @param peers by the names of the peers
 * @param bundles by trust domain
 */
record GatewayConfig(List<Peer> peers, Map<String, TrustBundle> bundles) {

    static final GatewayConfig NOTHING = new GatewayConfig(List.of(), Map.of());

    /**
     * @param clientId whom the discovery policy admits; empty when there is no policy
     * @param exports what the export policy guards
     */
    record Peer(
            String name,
            String egress,
            PeerSpec.Remote remote,
            String ingress,
            String clientId,
            List<String> exports) {

        private boolean guardedAs(Peer other) {
            return clientId.equals(other.clientId) && exports.equals(other.exports);
        }
    }

    GatewayConfig {
        peers = List.copyOf(peers);
        bundles = Map.copyOf(bundles);
    }

    /** An egress gateway listens for discovery as soon as any peer goes out through it. */
    boolean leadsOut(String egress) {
        return peers.stream().anyMatch(peer -> peer.egress().equals(egress));
    }

    Optional<Peer> way(String peer, String egress) {
        return peers.stream()
                .filter(p -> p.name().equals(peer) && p.egress().equals(egress))
                .findFirst();
    }

    /** For whom an ingress gateway listens; with two peers on one gateway the first gets it all. */
    Optional<Peer> guest(String ingress) {
        return peers.stream().filter(peer -> peer.ingress().equals(ingress)).findFirst();
    }

    /** Whether an ingress gateway replaces its listener, and so drains the old one. */
    boolean relistens(String ingress, GatewayConfig next) {
        Optional<Peer> before = guest(ingress);
        return before.isPresent()
                && next.guest(ingress).filter(peer -> peer.guardedAs(before.get())).isEmpty();
    }
}
