package io.meshfed.sandbox.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a second sandbox of one federation")
class PresenceTest {

    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final Presence.Times LIVING =
            new Presence.Times(OFTEN, Duration.ofMinutes(1), OFTEN);
    private static final Presence.Times DEAD =
            new Presence.Times(Duration.ofHours(1), Duration.ofMillis(200), OFTEN);

    private final EmptyCluster cluster = new EmptyCluster();

    @AfterEach
    void stop() {
        cluster.close();
    }

    private Presence presence(Presence.Times times) {
        return new Presence(cluster.api(), EmptyCluster.TERRITORY, times);
    }

    @Test
    @DisplayName("is refused while the first one runs, and let in when that one has ended")
    void running() {
        try (Presence second = presence(LIVING)) {
            try (Presence first = presence(LIVING)) {
                first.take();

                FederationException refused = assertThrows(FederationException.class, second::take);

                assertEquals(ErrorClass.CONFLICT, refused.errorClass());
                assertTrue(
                        refused.getMessage().contains("is running in cluster 'aro' already"),
                        refused::getMessage);
            }
            int told = cluster.said().size();
            second.take();
            assertEquals(told, cluster.said().size(), "nothing to wait for");
        }
    }

    @Test
    @DisplayName("takes the place of one that died, once that one has stood still")
    void died() {
        Presence dead = presence(DEAD);
        dead.take();
        try (Presence next = presence(DEAD)) {
            next.take();

            assertTrue(cluster.said().get(0).contains("looking for"), cluster.said()::toString);
        }
    }
}
