package io.meshfed.sandbox.mesh;

import io.meshfed.model.Trees;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What somebody reads who looks at a mesh's peer. */
record PeerView(Map<String, Object> lists, List<String> importedHosts) {

    static PeerView of(TwoMeshes meshes, String mesh) {
        return new PeerView(
                meshes.status(mesh, Kinds.PEER)
                        .map(status -> Manifests.part(status, "discoveryStatus"))
                        .orElse(Map.of()),
                Trees.objects(
                                meshes.status(mesh, Kinds.IMPORT_SET).orElse(Map.of()),
                                "importedServices")
                        .stream()
                        .map(entry -> Trees.text(entry, "localService", "hostname").orElseThrow())
                        .toList());
    }

    List<Map<String, Object>> elements(String list) {
        return Trees.objects(lists, list);
    }

    List<String> pods(String list) {
        return elements(list).stream()
                .map(element -> Trees.text(element, "pod").orElseThrow())
                .toList();
    }

    private Stream<Map<String, Object>> all() {
        return Stream.concat(elements("active").stream(), elements("inactive").stream());
    }

    boolean outboundUp() {
        return all().anyMatch(element -> Trees.flag(element, "watch", "connected"));
    }

    boolean inboundUp() {
        return all().flatMap(element -> Trees.objects(element, "remotes").stream())
                .anyMatch(remote -> Trees.flag(remote, "connected"));
    }

    String lastDisconnectStatus() {
        return watch("lastDisconnectStatus");
    }

    String lastFullSync() {
        return watch("lastFullSync");
    }

    /** By the last element: with several pods the first one stands still. */
    private String watch(String field) {
        return all().flatMap(element -> Trees.text(element, "watch", field).stream())
                .reduce((frozen, moving) -> moving)
                .orElse("");
    }
}
