package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ControllerStoreTest {

    private final ApiServer server = ApiServer.start(ApiServerOptions.of("aro"));
    private final ObjectStore store = server.store();
    private final ResourceType peers =
            server.kinds().type("federation.maistra.io", "ServiceMeshPeer").orElseThrow();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("putting an object again changes nothing, not even its version")
    void putTwice() {
        Map<String, Object> first = store.put(peer(8188));

        Map<String, Object> second = store.put(peer(8188));

        assertEquals(first, second);
    }

    @Test
    @DisplayName("putting another spec keeps the status, and counts up the generation")
    void putKeepsStatus() {
        store.put(peer(8188));
        store.putStatus(peers, "default", "p", status("istiod-1"));

        Map<String, Object> changed = store.put(peer(9999));

        assertEquals(status("istiod-1"), changed.get("status"));
        assertEquals(2L, Trees.value(changed, "metadata", "generation").orElseThrow());
    }

    @Test
    @DisplayName("the same status again is no change")
    void sameStatus() {
        store.put(peer(8188));
        store.putStatus(peers, "default", "p", status("istiod-1"));
        Map<String, Object> before = store.get(peers, "default", "p").orElseThrow();

        store.putStatus(peers, "default", "p", status("istiod-1"));

        assertEquals(before, store.get(peers, "default", "p").orElseThrow());
    }

    @Test
    @DisplayName("a status with a pod twice is refused, as the API server refuses istiod's")
    void duplicateKey() {
        store.put(peer(8188));
        Map<String, Object> twice =
                Map.of(
                        "discoveryStatus",
                        Map.of("active", List.of(Map.of("pod", "a"), Map.of("pod", "a"))));

        RuntimeException refused =
                assertThrows(
                        RuntimeException.class,
                        () -> store.putStatus(peers, "default", "p", twice));

        assertTrue(
                refused.getMessage()
                        .contains(
                                "status.discoveryStatus.active[1]: Duplicate value: map[string]interface {}{\"pod\":\"a\"}"),
                refused.getMessage());
    }

    @Test
    @DisplayName("what is gone can be deleted, and given a status, without a fuss")
    void gone() {
        store.delete(peers, "default", "nothing");
        store.putStatus(peers, "default", "nothing", status("x"));

        assertTrue(store.get(peers, "default", "nothing").isEmpty());
    }

    @Test
    @DisplayName("what is handed out cannot be changed, and stays as it was")
    void handedOut() {
        Map<String, Object> handed = store.put(peer(8188));
        Map<String, Object> read = store.get(peers, "default", "p").orElseThrow();
        assertThrows(UnsupportedOperationException.class, () -> handed.put("spec", "damaged"));
        assertThrows(UnsupportedOperationException.class, () -> read.remove("spec"));

        store.put(peer(8189));

        assertEquals(8188L, port(handed));
        assertEquals(8188L, port(read));
        assertEquals(8189L, port(store.get(peers, "default", "p").orElseThrow()));
    }

    private static Object port(Map<String, Object> peer) {
        return Trees.value(peer, "spec", "remote", "discoveryPort").orElseThrow();
    }

    @Test
    @DisplayName("changes come in order, and a listener may write")
    void changes() throws InterruptedException {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        ObjectStore.Subscription subscription =
                store.onChange(
                        event -> {
                            seen.add(event.kind() + " " + event.type().kind());
                            if (event.kind() == ObjectStore.ObjectEvent.Kind.ADDED) {
                                store.putStatus(peers, "default", "p", status("a"));
                            }
                        });
        store.put(peer(8188));
        assertEquals("ADDED ServiceMeshPeer", seen.poll(10, TimeUnit.SECONDS));
        assertEquals("MODIFIED ServiceMeshPeer", seen.poll(10, TimeUnit.SECONDS));

        store.delete(peers, "default", "p");

        assertEquals("DELETED ServiceMeshPeer", seen.poll(10, TimeUnit.SECONDS));
        subscription.close();
    }

    private static Map<String, Object> peer(int port) {
        return Map.of(
                "apiVersion",
                "federation.maistra.io/v1",
                "kind",
                "ServiceMeshPeer",
                "metadata",
                Map.of("name", "p", "namespace", "default"),
                "spec",
                Map.of("remote", Map.of("discoveryPort", port)));
    }

    private static Map<String, Object> status(String pod) {
        return Map.of("discoveryStatus", Map.of("active", List.of(Map.of("pod", pod))));
    }
}
