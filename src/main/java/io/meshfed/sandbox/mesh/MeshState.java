package io.meshfed.sandbox.mesh;

import io.meshfed.model.ServiceName;
import java.util.List;
import java.util.Map;

/**
 * What one mesh makes of federation at a moment, for whoever routes requests.
 *
 * @param namespaces of the control plane and of its members
 * @param frozen whether its istiods push nothing to any proxy now
 * @param imports what the istiod that leads has taken in
 * @param ways by the name of the peer: where its egress gateway gets through now
 */
public record MeshState(
        MeshKey key,
        List<String> namespaces,
        boolean frozen,
        List<Imported> imports,
        Map<String, Way> ways) {

    public MeshState {
        namespaces = List.copyOf(namespaces);
        imports = List.copyOf(imports);
        ways = Map.copyOf(ways);
    }

    /** The only control plane of a namespace. */
    public record MeshKey(String cluster, String namespace) {}

    /**
     * A service of a peer under a name of this mesh.
     *
     * @param exportedName what the gateways call it
     * @param place region, zone and subzone that the import set gives it; as many as are known
     */
    public record Imported(
            String peer,
            String hostname,
            ServiceName local,
            String exportedName,
            List<String> place) {

        public Imported {
            place = List.copyOf(place);
        }
    }

    /**
     * The other mesh's ingress gateway lets requests in.
     *
     * @param served by exported name: the Service that answers there
     */
    public record Way(MeshKey target, Map<String, ServiceName> served) {

        public Way {
            served = Map.copyOf(served);
        }
    }
}
