package io.meshfed.sandbox.traffic;

import io.meshfed.sandbox.mesh.MeshState.MeshKey;
import io.meshfed.sandbox.mesh.MeshState.Way;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a request is decided by, at one moment. Nothing in it changes; a new moment is a new
 * one.
 *
 * @param doors by host
 * @param ways by mesh and the name of its peer: not configuration, but whether one gets through
 * @param meshes the name of the mesh that a namespace belongs to, by cluster/namespace
 */
record Live(
        Map<String, List<Door>> doors,
        Map<MeshKey, Proxies> proxies,
        Map<MeshKey, Map<String, Way>> ways,
        Map<String, String> meshes) {

    static final Live NOTHING = new Live(Map.of(), Map.of(), Map.of(), Map.of());

    Live {
        doors = Map.copyOf(doors);
        proxies = Map.copyOf(proxies);
        ways = Map.copyOf(ways);
        meshes = Map.copyOf(meshes);
    }

    Optional<Door> door(Inbound request) {
        for (Door door : doors.getOrDefault(request.host(), List.of())) {
            if (request.path().startsWith(door.path())) {
                return Optional.of(door);
            }
        }
        return Optional.empty();
    }

    Optional<Way> way(Endpoint.Peer peer) {
        return Optional.ofNullable(ways.getOrDefault(peer.from(), Map.of()).get(peer.peer()));
    }

    /** What answers in the other mesh for an exported service; empty when nothing does. */
    Optional<Upstream> served(Way way, String exportedName) {
        return Optional.ofNullable(way.served().get(exportedName))
                .flatMap(
                        service ->
                                Optional.ofNullable(proxies.get(way.target()))
                                        .map(proxy -> proxy.exportable().get(service)));
    }
}
