package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.Change;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("a federation of twenty meshes")
@Timeout(600)
@Order(1)
class ManyMeshesTest {

    /**
     * 1900 writes take a while on a small machine, and every peer must be there before its minute
     * is over.
     */
    private static final int SPEED = 2;

    private static final int MESHES = 20;
    private static final int DIRECTIONS = MESHES * (MESHES - 1);

    @Test
    @DisplayName(
            "190 peerings are federated and verified in one process, with four writes a direction")
    void twenty() {
        try (FederationRun run =
                FederationRun.of(
                        FederationTexts.fullMesh(MESHES),
                        FederationRun.options().withSpeed(SPEED).withReplicas(1))) {
            Ran ran = run.federate(How.usual().withinSeconds(120)).requireOk();

            assertEquals(String.valueOf(DIRECTIONS), ran.result("verified"));
            assertEquals(Map.of(Change.Kind.CREATED, 4L * DIRECTIONS), ran.changes());
            assertEquals(4 * DIRECTIONS, ran.writes().size());

            Ran second = run.federate().requireOk().requireNoWrites();
            assertEquals(4L * DIRECTIONS, second.changes().get(Change.Kind.UNCHANGED));
            assertTrue(
                    second.requests().size() < ran.requests().size() / 4,
                    () -> "%s, then %s".formatted(ran.numbers(), second.numbers()));
            System.out.printf("20 meshes: %s, then %s%n", ran.numbers(), second.numbers());
        }
    }
}
