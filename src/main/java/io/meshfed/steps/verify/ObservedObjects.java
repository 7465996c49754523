package io.meshfed.steps.verify;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ClusterObject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The federation objects of one direction as the local cluster answered them at one moment. */
public final class ObservedObjects {

    private enum Kind {
        PEER,
        EXPORTS,
        IMPORTS
    }

    private final Map<Kind, ClusterObject> found;
    private final List<OtherPeer> otherPeers;
    private final List<String> drift;

    private ObservedObjects(
            Map<Kind, ClusterObject> found, List<OtherPeer> otherPeers, List<String> drift) {
        this.found = found;
        this.otherPeers = List.copyOf(otherPeers);
        this.drift = List.copyOf(drift);
    }

    /** Nothing was there. */
    public static ObservedObjects none() {
        return new ObservedObjects(new EnumMap<>(Kind.class), List.of(), List.of());
    }

    public ObservedObjects withPeer(ClusterObject peer) {
        return with(Kind.PEER, peer);
    }

    public ObservedObjects withExports(ClusterObject exportSet) {
        return with(Kind.EXPORTS, exportSet);
    }

    public ObservedObjects withImports(ClusterObject importSet) {
        return with(Kind.IMPORTS, importSet);
    }

    /** The other ServiceMeshPeers in the local control plane, of whatever federation. */
    public ObservedObjects withOtherPeers(List<OtherPeer> peers) {
        return new ObservedObjects(found, peers, drift);
    }

    /**
     * @param fields where the objects differ from what the federation file asks for; see {@link
     *     Drift}
     */
    public ObservedObjects withDrift(List<String> fields) {
        return new ObservedObjects(found, otherPeers, fields);
    }

    public Optional<ClusterObject> peer() {
        return Optional.ofNullable(found.get(Kind.PEER));
    }

    public Optional<ClusterObject> exports() {
        return Optional.ofNullable(found.get(Kind.EXPORTS));
    }

    public Optional<ClusterObject> imports() {
        return Optional.ofNullable(found.get(Kind.IMPORTS));
    }

    public List<OtherPeer> otherPeers() {
        return otherPeers;
    }

    public List<String> drift() {
        return drift;
    }

    private ObservedObjects with(Kind kind, ClusterObject object) {
        Map<Kind, ClusterObject> more =
                new EnumMap<>(found.isEmpty() ? Map.of(kind, object) : found);
        more.put(kind, requireNonNull(object));
        return new ObservedObjects(more, otherPeers, drift);
    }
}
