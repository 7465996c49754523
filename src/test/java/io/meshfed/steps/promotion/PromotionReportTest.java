package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.promotion.Finding;
import io.meshfed.promotion.Work;
import io.meshfed.report.StepReport;
import io.meshfed.steps.promotion.PromotionReport.Wish;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what is told of a promotion that ended")
class PromotionReportTest extends RunBed {

    private StepReport told(RunEnd end) {
        return new PromotionReport(end, Wish.PROMOTE).told(PromoteStep.NAME);
    }

    /** Whoever waits for nothing has it taken back at once. */
    private RunEnd inNoTime() {
        return promote("run-1", wishes(Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    private static void assertVerdict(String expected, StepReport report) {
        assertEquals(expected, report.results().get("verdict"));
    }

    @Test
    @DisplayName("stale before its first write, it left production unchanged")
    void stale() {
        works.then(Work.COMPARE_PLAN, Finding.MOVED);

        assertVerdict("unchanged", told(promote("run-1")));
    }

    @Test
    @DisplayName("paused, it is told how to end it, by a command that can be pasted")
    void paused() {
        works.then(Work.JUDGE_STEP, Finding.UNKNOWN);

        StepReport report = told(promote("run-1"));

        String remedy = report.failures().get(0).error().remedy();
        assertTrue(
                remedy.endsWith("meshfed roll-back --mesh west --service prod-member/kube-info"),
                remedy);
    }

    @Test
    @DisplayName(
            "undecided before its first write, it left production unchanged; later it is rolled back")
    void undecided() {
        works.then(Work.JUDGE_RELEASE, Finding.UNKNOWN);
        assertVerdict("unchanged", told(inNoTime()));

        works.then(Work.JUDGE_STEP, Finding.UNKNOWN);
        assertVerdict("rolled-back", told(inNoTime()));
    }
}
