package io.meshfed.sandbox.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.sandbox.mesh.Kinds;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a store before somebody else's API server")
class AttachedStoreTest {

    private final EmptyCluster cluster = new EmptyCluster();

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    @DisplayName("tells a change again after a listener that failed, and says so once")
    void listenerFails() throws InterruptedException {
        AtomicInteger failures = new AtomicInteger();
        CountDownLatch heard = new CountDownLatch(1);
        try (AttachedStore store = new AttachedStore(cluster.api(), EmptyCluster.TERRITORY)) {
            store.onChange(
                    event -> {
                        if (failures.incrementAndGet() <= 2) {
                            throw new IllegalStateException("not ready for that");
                        }
                        heard.countDown();
                    });
            cluster.has(Kinds.NAMESPACE, "", "east-mesh", Map.of(Territory.MARK, "pair"));

            assertTrue(heard.await(60, TimeUnit.SECONDS), "it was not told again");
        }
        List<String> warned =
                cluster.said().stream().filter(said -> said.contains("not ready")).toList();
        assertEquals(1, warned.size(), warned::toString);
        assertTrue(warned.get(0).contains("following namespaces failed"), warned::toString);
    }
}
