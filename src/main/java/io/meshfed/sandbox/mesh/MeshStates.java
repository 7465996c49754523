package io.meshfed.sandbox.mesh;

import io.meshfed.model.ServiceName;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.mesh.MeshState.Imported;
import io.meshfed.sandbox.mesh.MeshState.MeshKey;
import io.meshfed.sandbox.mesh.MeshState.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks at all meshes of a world. To be called on its clock. */
record MeshStates(MeshWorld world) {

    private static final List<String> PLACE = List.of("region", "zone", "subzone");

    List<MeshState> of(ClusterPlane cluster) {
        return cluster.controlPlanes().stream().map(this::state).toList();
    }

    private MeshState state(ControlPlane mesh) {
        List<PeerLink> links =
                mesh.leader().or(() -> mesh.istiods().stream().findFirst()).stream()
                        .flatMap(istiod -> istiod.links().stream())
                        .toList();
        List<Imported> imports = new ArrayList<>();
        Map<String, Way> ways = new TreeMap<>();
        for (PeerLink link : links) {
            imports.addAll(imported(mesh, link));
            way(mesh, link).ifPresent(way -> ways.put(link.name(), way));
        }
        return new MeshState(
                key(mesh),
                Stream.concat(Stream.of(mesh.namespace()), mesh.members().stream())
                        .distinct()
                        .toList(),
                // Without an istiod nobody pushes either.
                mesh.istiods().stream().allMatch(Istiod::frozen),
                imports,
                ways);
    }

    private static MeshKey key(ControlPlane mesh) {
        return new MeshKey(mesh.cluster().name(), mesh.namespace());
    }

    private static List<Imported> imported(ControlPlane mesh, PeerLink link) {
        Map<String, Object> locality =
                mesh.cluster()
                        .store()
                        .get(Kinds.IMPORT_SET, mesh.namespace(), link.name())
                        .map(set -> Manifests.part(set, "spec", "locality"))
                        .orElse(Map.of());
        List<String> place =
                PLACE.stream()
                        .map(part -> Trees.text(locality, part).orElse(""))
                        .takeWhile(part -> !part.isEmpty())
                        .toList();
        return link.imports().taken().entrySet().stream()
                .map(
                        entry ->
                                new Imported(
                                        link.name(),
                                        entry.getValue().hostname(),
                                        entry.getValue().local(),
                                        entry.getKey(),
                                        place))
                .toList();
    }

    /** From our egress gateway into the peer's ingress gateway, as for discovery. */
    private Optional<Way> way(ControlPlane mesh, PeerLink link) {
        return mesh.gateway(link.spec().egress())
                .filter(Gateway::running)
                .flatMap(egress -> landing(egress, link.name()))
                .map(ingress -> new Way(key(ingress.mesh()), served(ingress)));
    }

    private Optional<Gateway> landing(Gateway egress, String peer) {
        return egress.config().way(peer, egress.name()).stream()
                .flatMap(
                        way ->
                                way.remote().addresses().stream()
                                        .map(
                                                address ->
                                                        world.addresses()
                                                                .find(
                                                                        egress.mesh(),
                                                                        address,
                                                                        way.remote()
                                                                                .discoveryPort())))
                .flatMap(landing -> landing.gateway().stream())
                .filter(Gateway::running)
                .findFirst()
                .filter(ingress -> letsIn(ingress, egress));
    }

    private boolean letsIn(Gateway ingress, Gateway egress) {
        Optional<Crossing> crossing =
                ingress.crossingFrom(egress)
                        .or(
                                () ->
                                        ingress.config()
                                                .guest(ingress.name())
                                                .filter(guest -> ingress.shakesHandsWith(egress))
                                                .map(guest -> attempt(egress, ingress, guest)));
        return crossing.filter(Crossing::admits).isPresent();
    }

    private Crossing attempt(Gateway egress, Gateway ingress, GatewayConfig.Peer guest) {
        return new Crossing(egress, ingress, guest.clientId(), world.clock().now());
    }

    /** What the gateway was told to let through, and the istiods know a Service for. */
    private static Map<String, ServiceName> served(Gateway ingress) {
        Map<String, ServiceName> served = new TreeMap<>();
        Optional<GatewayConfig.Peer> guest = ingress.config().guest(ingress.name());
        for (Istiod istiod : ingress.mesh().istiods()) {
            guest.flatMap(peer -> istiod.link(peer.name())).stream()
                    .flatMap(link -> link.exported().stream())
                    .filter(service -> guest.get().exports().contains(service.exportedName()))
                    .forEach(service -> served.put(service.exportedName(), service.local()));
        }
        return served;
    }
}
