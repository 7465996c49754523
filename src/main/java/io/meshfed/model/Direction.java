package io.meshfed.model;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the local mesh knows the remote one. A peering is two of these. */
public record Direction(Peering peering, Mesh local, Mesh remote) implements Comparable<Direction> {

    public Direction {
        requireNonNull(peering);
        requireNonNull(local);
        requireNonNull(remote);
    }

    public Direction reversed() {
        return new Direction(peering, remote, local);
    }

    /**
     * The name of the ServiceMeshPeer and of both service sets in the local control plane; istiod
     * insists on one name.
     */
    public String peerName() {
        return remote.name();
    }

    /** What the file says of the local end. */
    public PeeringSide localSide() {
        return peering.sideOf(local);
    }

    public String caConfigMap() {
        return localSide().caConfigMap().isEmpty()
                ? peerName() + "-ca-root-cert"
                : localSide().caConfigMap();
    }

    /**
     * The name to look for first; installations that differ name theirs in the file or mark it by
     * label.
     */
    public String ingressName() {
        return declaredIngress().orElse("ingress-" + peerName());
    }

    /** As {@link #ingressName()}. */
    public String egressName() {
        return declaredEgress().orElse("egress-" + peerName());
    }

    public Optional<String> declaredIngress() {
        return Optional.of(localSide().ingress()).filter(name -> !name.isEmpty());
    }

    public Optional<String> declaredEgress() {
        return Optional.of(localSide().egress()).filter(name -> !name.isEmpty());
    }

    /** What the local mesh offers to the remote one, in the order of the file. */
    public List<Export> exports() {
        return peering.exports().stream()
                .filter(export -> export.from().equals(local.name()))
                .toList();
    }

    /**
     * What the local mesh takes from the remote one: as the file says, else all that the remote
     * mesh exports to it.
     */
    public List<Import> imports() {
        List<Import> declared =
                peering.imports().stream()
                        .filter(taken -> taken.to().equals(local.name()))
                        .toList();
        if (!declared.isEmpty()) {
            return declared;
        }
        Map<String, Import> offered = new LinkedHashMap<>();
        for (Export export : reversed().exports()) {
            ServiceName name = export.exportedAs();
            offered.put(name.toString(), Import.plain(local.name(), name));
        }
        return List.copyOf(offered.values());
    }

    /** Both meshes in one cluster: they reach each other's gateway by its cluster-internal name. */
    public boolean sameCluster() {
        return local.cluster().name().equals(remote.cluster().name());
    }

    @Override
    public int compareTo(Direction other) {
        int byLocal = local.compareTo(other.local);
        return byLocal != 0 ? byLocal : remote.compareTo(other.remote);
    }

    /** {@code east -> west}. */
    @Override
    public String toString() {
        return local.name() + " -> " + remote.name();
    }
}
