package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.gates.Reading;
import io.meshfed.gates.Verdict;
import io.meshfed.promotion.Attempt;
import io.meshfed.promotion.Course;
import io.meshfed.promotion.Finding;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.report.ErrorClass;
import io.meshfed.steps.promotion.Verdicts.Age;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what gates said of a release")
class VerdictsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration AHEAD = Duration.ofHours(2);
    private static final Duration TTL = Duration.ofMinutes(30);
    private static final String STEP = Verdicts.ofStep(0);

    private final Verdicts verdicts = of("release-1", "plan-1");

    private static Verdicts of(String release, String plan) {
        return new Verdicts(
                new Attempt(release, plan, new Course(2, Finish.INSTALL, false), "", ""), AHEAD);
    }

    private static Reading reading(String gate, Verdict verdict, Instant at) {
        return new Reading(gate, verdict, "", "as read", "look", at);
    }

    private static PromotionRecord with(Verdicts verdicts, Reading... readings) {
        return PromotionRecord.none().with(verdicts.of(STEP, List.of(readings)).evidence());
    }

    private boolean passes(PromotionRecord record, Duration later) {
        return verdicts.allPass(record, STEP, 2, new Age(NOW.plus(AHEAD).plus(later), TTL));
    }

    @Test
    @DisplayName("one no is a no, and it says which gate and what was read")
    void oneNo() {
        Found found =
                verdicts.of(
                        STEP,
                        List.of(
                                reading("1 probe", Verdict.UNKNOWN, NOW),
                                reading("2 command", Verdict.FAIL, NOW)));

        assertEquals(Finding.FAIL, found.finding());
        assertEquals(ErrorClass.GATE_FAIL, found.why().orElseThrow().errorClass());
        assertEquals(
                "gate 2 command says no at 'step 1': as read",
                found.why().orElseThrow().getMessage());
        assertEquals(2, found.evidence().size());
        assertEquals(NOW.plus(AHEAD), found.evidence().get(0).at());
    }

    @Test
    @DisplayName("counts when all gates said yes not longer ago than it may be")
    void fresh() {
        PromotionRecord record =
                with(
                        verdicts,
                        reading("1 probe", Verdict.PASS, NOW),
                        reading("2 command", Verdict.PASS, NOW));

        assertTrue(passes(record, Duration.ZERO));
        assertTrue(passes(record, TTL));
        assertFalse(passes(record, TTL.plusSeconds(1)));
        assertFalse(passes(record, Duration.ofMinutes(-1)), "from the future");
    }

    @Test
    @DisplayName("counts for no other release, plan or step, and not when a gate is missing")
    void ofSomethingElse() {
        Reading first = reading("1 probe", Verdict.PASS, NOW);
        Reading second = reading("2 command", Verdict.PASS, NOW);

        assertFalse(passes(with(of("release-2", "plan-1"), first, second), Duration.ZERO));
        assertFalse(passes(with(of("release-1", "plan-2"), first, second), Duration.ZERO));
        assertFalse(passes(with(verdicts, first), Duration.ZERO));
        assertFalse(
                verdicts.allPass(
                        with(verdicts, first, second),
                        Verdicts.ofStep(1),
                        2,
                        new Age(NOW.plus(AHEAD), TTL)));
    }

    @Test
    @DisplayName("counts by what each gate said last")
    void lastWord() {
        PromotionRecord record =
                with(
                        verdicts,
                        reading("1 probe", Verdict.PASS, NOW),
                        reading("2 command", Verdict.PASS, NOW),
                        reading("1 probe", Verdict.UNKNOWN, NOW));

        assertFalse(passes(record, Duration.ZERO));
    }
}
