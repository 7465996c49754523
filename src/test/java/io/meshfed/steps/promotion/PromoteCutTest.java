package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.Cancellation;
import io.meshfed.model.ObjectRef;
import io.meshfed.promotion.Ending;
import io.meshfed.promotion.Phase;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.testing.Run;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a promotion whose process ends in the middle")
class PromoteCutTest extends PromoteBed {

    @Test
    @DisplayName(
            "B10: killed between its snapshot and its first write, it goes on with the same one")
    void killedAfterTheSnapshot() {
        List<String> before = state();
        String digest = digest();
        int writes = 5;
        while (snapshots().isEmpty()) {
            assertTrue(busy().within(Duration.ofMinutes(5)).crash(writes++, promote(digest)));
        }
        List<ObjectRef> stored = snapshots();
        assertEquals(before, state());

        run(promote(digest)).requireOk();

        assertEquals(stored, snapshots());
        run(rollBackFromAfar()).requireOk();
        assertEquals(before, state());
    }

    @Test
    @DisplayName("B1: killed again and again, it comes to its end all the same")
    void killedAgainAndAgain() {
        String digest = digest();
        int killed = 0;
        while (busy().within(Duration.ofMinutes(5)).crash(11, promote(digest))) {
            killed++;
        }

        assertTrue(killed >= 2, "too few writes to be killed at");
        assertEquals(Phase.PROMOTED, record().state().phase());
        assertTrue(rosa().has(INSTALLED));
        assertEquals("none", pattern());
    }

    @Test
    @DisplayName("B3: told to end in a ramp step it ends, in nobody's hands, and the next goes on")
    void signal() {
        Cancellation cancellation = new Cancellation();
        production =
                () -> {
                    cancellation.cancel();
                    return 200;
                };
        String digest = digest();

        busy().within(Duration.ofMinutes(5))
                .cancelledBy(cancellation)
                .run(promote(digest))
                .failure(ErrorClass.INTERRUPTED);

        assertEquals(Phase.JUDGING, record().state().phase());
        assertEquals("", record().state().custody().holder());
        assertEquals(
                "",
                rosa().get(PromotionObjects.lock(federation.mesh(ROSA_MESH).orElseThrow()))
                        .text("spec", "holderIdentity")
                        .orElse(""));
        run(promote(digest)).requireOk();
    }

    @Test
    @DisplayName("B5: told to end on the way back it goes on for a while, and ends as found")
    void signalOnTheWayBack() {
        List<String> before = state();
        Cancellation cancellation = new Cancellation();
        production =
                () -> {
                    if (pattern().contains("=25")) {
                        return 500;
                    }
                    if (pattern().equals("none")) {
                        cancellation.cancel();
                    }
                    return 200;
                };

        Run run =
                busy().within(Duration.ofMinutes(5))
                        .cancelledBy(cancellation)
                        .run(promote(digest()));

        assertTrue(
                List.of(ErrorClass.GATE_FAIL, ErrorClass.INTERRUPTED)
                        .contains(run.last().verdict()),
                run::toString);
        assertEquals("none", pattern());
        if (record().state().phase() != Phase.AS_FOUND) {
            run(rollBack()).requireOk();
        }
        assertEquals(before, state());
        assertEquals(Ending.FAILED, record().state().ending());
    }
}
