package io.meshfed.model;

import java.util.List;

/**
 * Where the remote mesh's ingress gateway answers.
 *
 * @param addresses IPs or DNS names, sorted, at least one: istiod takes a peer without any for a
 *     dead one
 */
public record PeerEndpoint(List<String> addresses, int discoveryPort, int servicePort) {

    public static final int DISCOVERY_PORT = 8188;
    public static final int SERVICE_PORT = 15443;

    public PeerEndpoint {
        addresses = addresses.stream().sorted().distinct().toList();
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("an endpoint needs an address");
        }
    }
}
