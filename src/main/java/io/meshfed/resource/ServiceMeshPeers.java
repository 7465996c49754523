package io.meshfed.resource;

import io.meshfed.model.Direction;
import io.meshfed.model.Manifest;
import io.meshfed.model.Ownership;
import io.meshfed.model.PeerEndpoint;
import io.meshfed.model.TrustDomain;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Desired ServiceMeshPeers. */
public final class ServiceMeshPeers {

    private ServiceMeshPeers() {}

    /**
     * The remote mesh as the local one knows it.
     *
     * @param local the local mesh's own gateways for that peer
     * @param remote where the remote mesh answers, and who it is
     */
    public static Manifest desired(
            String federation, Direction direction, GatewayPair local, RemoteMesh remote) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("remote", endpoint(remote.endpoint()));
        spec.put("gateways", gateways(local));
        spec.put("security", security(direction, remote));
        return new Manifest(
                FederationObjects.peer(direction),
                Ownership.labels(federation),
                new TreeMap<>(),
                Map.of("spec", spec));
    }

    private static Map<String, Object> endpoint(PeerEndpoint endpoint) {
        Map<String, Object> remote = new LinkedHashMap<>();
        remote.put("addresses", endpoint.addresses());
        remote.put("discoveryPort", endpoint.discoveryPort());
        remote.put("servicePort", endpoint.servicePort());
        return remote;
    }

    private static Map<String, Object> gateways(GatewayPair local) {
        Map<String, Object> gateways = new LinkedHashMap<>();
        gateways.put("ingress", Map.of("name", local.ingress()));
        gateways.put("egress", Map.of("name", local.egress()));
        return gateways;
    }

    private static Map<String, Object> security(Direction direction, RemoteMesh remote) {
        Map<String, Object> security = new LinkedHashMap<>();
        security.put("trustDomain", remote.trustDomain().value());
        security.put("clientID", clientId(direction, remote.trustDomain(), remote.egress()));
        Map<String, Object> chain = new LinkedHashMap<>();
        chain.put("kind", "ConfigMap");
        chain.put("name", direction.caConfigMap());
        security.put("certificateChain", chain);
        return security;
    }

    /**
     * The identity of the remote mesh's egress gateway for us: the operator names its account after
     * the gateway.
     */
    public static String clientId(Direction direction, TrustDomain remote, String egress) {
        return remote.clientId(direction.remote().namespace(), egress + "-service-account");
    }

    /** Names of a mesh's gateways for one peer. */
    public record GatewayPair(String ingress, String egress) {}

    /**
     * What the local mesh must know of the remote one.
     *
     * @param egress name of the remote mesh's egress gateway for the local one
     */
    public record RemoteMesh(PeerEndpoint endpoint, TrustDomain trustDomain, String egress) {}
}
