package io.meshfed.sandbox.mesh;

import static io.meshfed.sandbox.mesh.TwoMeshes.ARO;
import static io.meshfed.sandbox.mesh.TwoMeshes.ROSA;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the course of a good federation")
class CourseTest {

    private final TwoMeshes meshes = new TwoMeshes(1);

    @Test
    @DisplayName("a peer is inactive, tries, fails, connects and syncs, in this order")
    void peer() {
        List<String> course = new ArrayList<>();
        meshes.stores
                .get(ARO)
                .onChange(
                        event -> {
                            if (event.type().equals(Kinds.PEER)) {
                                note(course, shape(event.object()));
                            }
                        });
        meshes.federate();
        meshes.pass(200);

        assertEquals(
                List.of(
                        "no status",
                        "inactive down",
                        "inactive down lastConnected",
                        "inactive down lastConnected lastDisconnectStatus",
                        "active up lastConnected lastDisconnectStatus lastFullSync"),
                course.stream().filter(step -> !step.startsWith("~")).toList());
    }

    /** With inbound connections things may come in another order; those states are left out. */
    private static String shape(Map<String, Object> peer) {
        Map<String, Object> lists = Manifests.part(peer, "status", "discoveryStatus");
        if (lists.isEmpty()) {
            return "no status";
        }
        String list = lists.keySet().iterator().next();
        Map<String, Object> element = Trees.objects(lists, list).get(0);
        Map<String, Object> watch = Manifests.part(element, "watch");
        boolean up = Trees.flag(watch, "connected");
        StringBuilder shape = new StringBuilder(list + (up ? " up" : " down"));
        for (String field : List.of("lastConnected", "lastDisconnectStatus", "lastFullSync")) {
            shape.append(watch.containsKey(field) ? " " + field : "");
        }
        boolean between = element.containsKey("remotes") != watch.containsKey("lastFullSync");
        return between ? "~" + shape : shape.toString();
    }

    @Test
    @DisplayName("an address that is edited meets the old route, then the end of the old watch")
    void elsewhere() {
        meshes.federate();
        meshes.pass(10);
        List<String> texts = new ArrayList<>();
        meshes.stores
                .get(ARO)
                .onChange(
                        event -> {
                            if (event.type().equals(Kinds.PEER)) {
                                note(texts, PeerView.of(meshes, ARO).lastDisconnectStatus());
                            }
                        });
        meshes.peer(PeerYaml.right(meshes, ARO).at("192.0.2.1"));
        meshes.pass(15);

        assertEquals(
                List.of("404 Not Found", "200 OK", "503 Service Unavailable"),
                texts.subList(1, texts.size()));
    }

    private static void note(List<String> course, String step) {
        if (course.isEmpty() || !course.get(course.size() - 1).equals(step)) {
            course.add(step);
        }
    }

    @Test
    @DisplayName(
            "sets wait for their peer without a status, then exports are complete and imports empty")
    void sets() {
        meshes.sets(ARO);
        meshes.pass(60);
        assertEquals(false, meshes.status(ARO, Kinds.EXPORT_SET).isPresent());
        assertEquals(false, meshes.status(ARO, Kinds.IMPORT_SET).isPresent());

        meshes.peer(ARO);
        meshes.pass(0.2);
        assertEquals(2, entries(Kinds.EXPORT_SET, "exportedServices"));
        assertEquals(0, entries(Kinds.IMPORT_SET, "importedServices"));
    }

    private int entries(ResourceType type, String list) {
        return Trees.objects(meshes.status(ARO, type).orElseThrow(), list).size();
    }

    @Test
    @DisplayName("the export status says nothing about the other side")
    void exportsAlone() {
        meshes.sets(ARO);
        meshes.peer(ARO);
        meshes.pass(30);

        assertEquals(2, entries(Kinds.EXPORT_SET, "exportedServices"));
        assertEquals(false, PeerView.of(meshes, ROSA).inboundUp());
    }
}
