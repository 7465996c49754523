package io.meshfed.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the federation file says about one mesh's end of one peering, where a real installation
 * differs from what meshfed would find or compute. Every empty value means: find or compute it.
 *
 * @param ingress name of the mesh's ingress gateway for the peer
 * @param egress name of the mesh's egress gateway for the peer
 * @param addresses under which the <em>peer</em> reaches that ingress gateway
 * @param discoveryPort 0 when not given
 * @param servicePort 0 when not given
 * @param caConfigMap where the peer's roots are injected; default {@code <peer>-ca-root-cert}
 * @param locality given to what this mesh imports from the peer
 */
public record PeeringSide(
        String ingress,
        String egress,
        List<String> addresses,
        int discoveryPort,
        int servicePort,
        String caConfigMap,
        Locality locality) {

    public static final PeeringSide COMPUTED =
            new PeeringSide("", "", List.of(), 0, 0, "", Locality.NONE);

    public PeeringSide {
        requireNonNull(ingress);
        requireNonNull(egress);
        addresses = List.copyOf(addresses);
        requireNonNull(caConfigMap);
        requireNonNull(locality);
    }
}
