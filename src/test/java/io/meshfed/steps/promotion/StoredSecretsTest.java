package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.promotion.Gate;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Redactor;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.testing.InfoServer;
import io.meshfed.testing.Run;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StoredSecretsTest extends PromoteBed {

    private static final String CANARY = "canary-Zx81kQpL0vTfWm";

    @Test
    @DisplayName("what a gate quotes is stored in production's record without the run's secrets")
    void quoted() {
        redactor.learn(CANARY);
        try (InfoServer server =
                InfoServer.answering(
                        (exchange, number) -> {
                            exchange.getResponseHeaders().set("Content-Type", "application/json");
                            InfoServer.text(
                                    exchange,
                                    400,
                                    "{\"status\":\"error\",\"error\":\"sent " + CANARY + "\"}");
                        })) {
            gates =
                    List.of(
                            new Gate.Prometheus(
                                    new Gate.Endpoint("http://127.0.0.1:" + server.port(), "", ""),
                                    "up",
                                    Double.NEGATIVE_INFINITY,
                                    1,
                                    1));

            Run run = run(promote(digest()));

            String told = Run.text(run.failure(ErrorClass.GATE_UNKNOWN));
            String stored =
                    rosa().get(
                                    PromotionObjects.record(
                                            federation.mesh(ROSA_MESH).orElseThrow(), SERVICE))
                            .tree()
                            .toString();
            assertTrue(stored.contains("sent " + Redactor.MASK), stored);
            assertFalse(stored.contains(CANARY.substring(0, 10)), stored);
            assertFalse(told.contains(CANARY.substring(0, 10)), told);
        }
    }
}
