package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.Change;
import io.meshfed.report.CheckStatus;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("federating meshes that are in order")
@Timeout(60)
class HappyPathTest {

    @Test
    @DisplayName("two meshes are verified in both directions, and a second run sends no write")
    void pair() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            Ran first = run.federate().requireOk();

            assertEquals(Map.of(Change.Kind.CREATED, 8L), first.changes());
            assertEquals("2", first.result("verified"));
            assertEquals("0", first.result("failed"));
            assertEquals(64, first.result("trust-fingerprint").replace(":", "").length());
            assertEquals(0, first.report().count(CheckStatus.FAILED));
            assertTrue(first.report().data().containsKey("matrix"));

            Ran second = run.federate().requireOk().requireNoWrites();
            System.err.println(first.report().requests() + " " + first.took());
            System.err.println(second.report().requests() + " " + second.took());
            System.err.println(first.report().data().get("matrix"));
            first.told().forEach(System.err::println);
            System.err.println(run.unfederate().requireOk().changes());
        }
    }
}
