package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.promotion.Ending;
import io.meshfed.promotion.Event.LockTaken;
import io.meshfed.promotion.Finding;
import io.meshfed.promotion.Halt;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.PromotionMachine;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.Work;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a run of a promotion")
class PromotionRunTest extends RunBed {

    private static final List<String> BACK =
            List.of("ROUTES_OFF", "UNDO_INSTALL", "UNDO_EXPORTS", "RESTORE_ROUTE", "PROVE_BACK");

    @Test
    @DisplayName("does one work after the other until it is promoted, and gives the lock back")
    void good() {
        RunEnd end = promote("run-1");

        assertEquals(
                List.of(
                        "COMPARE_PLAN",
                        "STORE_SNAPSHOT",
                        "JUDGE_RELEASE",
                        "WIDEN_EXPORTS",
                        "ROUTE",
                        "JUDGE_STEP",
                        "ROUTE 1",
                        "JUDGE_STEP 1",
                        "INSTALL",
                        "ROUTE_HOME",
                        "PROVE"),
                works.done);
        assertEquals(Phase.PROMOTED, state().phase());
        assertEquals("jane", state().attempt().approver());
        assertEquals("kube-info-2", memory.record.history().get(0).promotion());
        assertEquals("", lock.holder);
        assertTrue(end.begun());
    }

    @Test
    @DisplayName("finds a release that is promoted already, and takes no lock")
    void there() {
        promote("run-1");
        int stored = memory.stored;

        assertFalse(promote("run-2").begun());

        assertEquals(stored, memory.stored);
        assertEquals(1, lock.term);
    }

    @Test
    @DisplayName("takes back what a gate says no to, routes first, and it counts as failed")
    void failed() {
        works.then(Work.JUDGE_STEP, Finding.PASS).then(Work.JUDGE_STEP, Finding.FAIL);

        promote("run-1");

        int from = works.done.indexOf("ROUTES_OFF");
        assertEquals(BACK, works.done.subList(from, works.done.size()));
        assertEquals(Ending.FAILED, state().ending());
        assertEquals(Phase.AS_FOUND, state().phase());
        assertEquals("", lock.holder);
    }

    @Test
    @DisplayName("refuses a release that failed, unless somebody says why; that is remembered")
    void failedBefore() {
        works.then(Work.JUDGE_RELEASE, Finding.FAIL);
        promote("run-1");
        int stored = memory.stored;

        FederationException refused = conflict(() -> promote("run-2"));
        assertTrue(refused.remedy().contains("--override REASON"), refused::remedy);
        assertEquals(stored, memory.stored);

        run("run-3").promote(started("the probe was wrong"), about(), wishes());
        assertEquals(Phase.PROMOTED, state().phase());
        assertEquals("the probe was wrong", memory.record.history().get(0).override());
    }

    @Test
    @DisplayName("ends where a gate cannot say, and the next one asks again")
    void unknown() {
        works.then(Work.JUDGE_STEP, Finding.UNKNOWN);

        RunEnd end = promote("run-1");

        assertEquals(Halt.UNKNOWN, end.record().state().position().halt());
        assertEquals("", state().custody().holder());
        assertEquals("", lock.holder);
        promote("run-2");
        assertEquals(Phase.PROMOTED, state().phase());
    }

    @Test
    @DisplayName("takes back what stood undecided for too long, however often it was tried again")
    void givesUp() {
        for (int i = 0; i < 4; i++) {
            works.then(Work.JUDGE_STEP, Finding.UNKNOWN);
        }
        promote("run-1");
        time.pass(Duration.ofMinutes(61));
        promote("run-2");
        assertEquals(Phase.JUDGING, state().phase());
        time.pass(Duration.ofMinutes(61));

        promote("run-3");

        assertEquals(Ending.UNDECIDED, state().ending());
        assertEquals(Phase.AS_FOUND, state().phase());
    }

    @Test
    @DisplayName("takes back at once what it waited for as long as may be waited at all")
    void givesUpAtOnce() {
        works.then(Work.JUDGE_STEP, Finding.UNKNOWN);

        promote(
                "run-1",
                wishes(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(1)));

        assertEquals(Ending.UNDECIDED, state().ending());
    }

    @Test
    @DisplayName("waits for a peer that is away as long as it may, and goes on when it is back")
    void disconnected() {
        works.then(Work.ROUTE, Finding.DISCONNECTED).then(Work.ROUTE, Finding.DISCONNECTED);

        promote("run-1", wishes(Duration.ofMinutes(5), Duration.ofHours(2), Duration.ofMinutes(1)));

        assertEquals(Phase.PROMOTED, state().phase());
        assertEquals(Duration.ofSeconds(10), time.elapsed());
    }

    @Test
    @DisplayName("ends when a peer stays away, without having gone further")
    void staysDisconnected() {
        works.then(Work.ROUTE, Finding.DISCONNECTED);

        promote("run-1");

        assertEquals(Halt.DISCONNECTED, state().position().halt());
        assertEquals(Phase.ROUTING, state().phase());
        assertEquals(Duration.ZERO, time.elapsed());
    }

    @Test
    @DisplayName("pauses after the step that was said, and a rerun goes on only when that is said")
    void pauses() {
        promote("run-1", pausing(0, false));
        assertEquals(Halt.REQUESTED, state().position().halt());
        assertEquals(Phase.ROUTING, state().phase());

        time.pass(Duration.ofDays(3));
        promote("run-2", pausing(0, false));
        assertEquals(Halt.REQUESTED, state().position().halt());

        promote("run-3", pausing(0, true));
        assertEquals(Phase.PROMOTED, state().phase());
    }

    @Test
    @DisplayName("needs an approval where one is required, and stores nothing without")
    void needsApproval() {
        Wishes none = new Wishes("", "", "", wishes().pauseAfter(), false, wishes().patience());

        FederationException refused =
                assertThrows(FederationException.class, () -> promote("run-1", none));

        assertEquals(ErrorClass.INPUT, refused.errorClass());
        assertTrue(refused.remedy().contains("meshfed plan-promotion"), refused::remedy);
        assertEquals(0, memory.stored);
        assertEquals(0, lock.term);
    }

    @Test
    @DisplayName("refuses a plan that is another than was approved, and stores nothing")
    void stalePlan() {
        Wishes other =
                new Wishes("jane", "plan-0", "", wishes().pauseAfter(), false, wishes().patience());

        FederationException refused = conflict(() -> promote("run-1", other));

        assertTrue(refused.getMessage().startsWith("stale plan"), refused::getMessage);
        assertEquals(0, memory.stored);
    }

    @Test
    @DisplayName("that finds the clusters changed before it wrote anything ends as it began")
    void moved() {
        works.then(Work.COMPARE_PLAN, Finding.MOVED);

        promote("run-1");

        assertEquals(List.of("COMPARE_PLAN"), works.done);
        assertEquals(Ending.STALE, state().ending());
    }

    @Test
    @DisplayName("H4: judges again what is too old to go by, but not for ever")
    void tooOld() {
        works.then(Work.ROUTE, Finding.STALE);
        promote("run-1");
        assertEquals(2, works.done.stream().filter("JUDGE_RELEASE"::equals).count());
        assertEquals(Phase.PROMOTED, state().phase());

        memory.record = PromotionRecord.none();
        for (int i = 0; i < 9; i++) {
            works.then(Work.WIDEN_EXPORTS, Finding.STALE);
        }
        RunEnd end = promote("run-2");
        assertEquals(Halt.BLOCKED, state().position().halt());
        assertTrue(
                end.last().flatMap(Found::why).orElseThrow().remedy().contains("--evidence-ttl"));
    }

    @Test
    @DisplayName("goes on although it did not hear that its state was stored")
    void lostReply() {
        works.then(
                Work.WIDEN_EXPORTS,
                () -> {
                    memory.loseNextReply = true;
                    return Found.of(Finding.DONE);
                });

        promote("run-1");

        assertEquals(Phase.PROMOTED, state().phase());
        assertEquals(1, works.done.stream().filter("ROUTE"::equals).count());
    }

    @Test
    @DisplayName("that another one has overtaken does nothing more, and says who that is")
    void overtaken() {
        works.then(
                Work.WIDEN_EXPORTS,
                () -> {
                    lock.holder = "run-2";
                    memory.record =
                            memory.record.to(
                                    PromotionMachine.next(state(), new LockTaken("run-2", 9))
                                            .state(),
                                    NOW);
                    return Found.of(Finding.DONE);
                });

        FederationException refused = conflict(() -> promote("run-1"));

        assertTrue(refused.getMessage().contains("'run-2'"), refused::getMessage);
        assertEquals("WIDEN_EXPORTS", works.done.get(works.done.size() - 1));
        assertEquals("run-2", state().custody().holder());
        assertEquals("run-2", lock.holder);
    }

    @Test
    @DisplayName("goes on where a process was killed, and compares the plan again first")
    void killed() {
        works.then(
                Work.ROUTE,
                () -> {
                    throw new AssertionError("killed");
                });
        assertThrows(AssertionError.class, () -> promote("run-1"));
        assertEquals("run-1", state().custody().holder());
        works.done.clear();

        promote("run-2");

        assertEquals(List.of("COMPARE_PLAN", "ROUTE"), works.done.subList(0, 2));
        assertEquals(Phase.PROMOTED, state().phase());
    }

    private static FederationException conflict(Runnable work) {
        FederationException refused = assertThrows(FederationException.class, work::run);
        assertEquals(ErrorClass.CONFLICT, refused.errorClass());
        return refused;
    }
}
