package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.Cancellation;
import io.meshfed.promotion.Ending;
import io.meshfed.promotion.Finding;
import io.meshfed.promotion.Halt;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.Work;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the way back of a promotion")
class BackRunTest extends RunBed {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final List<String> WHOLE =
            List.of("ROUTES_OFF", "UNDO_INSTALL", "UNDO_EXPORTS", "RESTORE_ROUTE", "PROVE_BACK");

    @Test
    @DisplayName("leads from a promoted release to what was found")
    void promoted() {
        promote("run-1");

        assertTrue(run("run-2").rollBack(RELEASE, PATIENCE).begun());

        assertEquals(Phase.AS_FOUND, state().phase());
        assertEquals(Ending.TAKEN_BACK, state().ending());
        assertEquals("", lock.holder);
        assertFalse(run("run-3").rollBack(RELEASE, PATIENCE).begun());
    }

    @Test
    @DisplayName("is gone from the middle by another process, and nothing forward is done any more")
    void middle() {
        works.then(Work.JUDGE_STEP, Finding.UNKNOWN);
        promote("run-1");
        works.done.clear();

        run("run-2").rollBack(RELEASE, PATIENCE);

        assertEquals("ROUTES_OFF", works.done.get(0));
        assertEquals(Ending.TAKEN_BACK, state().ending());
    }

    @Test
    @DisplayName("begins anew when its proof failed and somebody asks for it again, and only then")
    void disproved() {
        works.then(Work.JUDGE_STEP, Finding.FAIL);
        for (int i = 0; i < 3; i++) {
            works.then(Work.PROVE_BACK, Finding.FAIL);
        }
        Wishes brief = wishes(Duration.ZERO, Duration.ofHours(2), Duration.ZERO);
        promote("run-1", brief);
        assertEquals(Phase.PROVING_BACK, state().phase());
        assertEquals(Halt.BLOCKED, state().position().halt());
        works.done.clear();

        promote("run-2", brief);
        assertEquals(List.of("PROVE_BACK"), works.done, "a run that only goes on");
        works.done.clear();

        run("run-3").rollBack(RELEASE, Duration.ZERO);
        assertEquals(WHOLE, works.done);
        assertEquals(Phase.PROVING_BACK, state().phase());
        works.done.clear();

        run("run-4").rollBack(RELEASE, Duration.ZERO);
        assertEquals(WHOLE, works.done);
        assertEquals(Ending.FAILED, state().ending());
        assertEquals(Phase.AS_FOUND, state().phase());
    }

    @Test
    @DisplayName("is tried again until its time is over, and then stands where it is")
    void blocked() {
        for (int i = 0; i < 100; i++) {
            works.then(Work.UNDO_EXPORTS, Finding.BLOCKED);
        }
        promote("run-1");

        run("run-2").rollBack(RELEASE, PATIENCE);

        assertEquals(Phase.UNEXPORTING, state().phase());
        assertEquals(Halt.BLOCKED, state().position().halt());
        assertEquals(PATIENCE, time.elapsed());
        assertEquals("", lock.holder);
    }

    @Test
    @DisplayName("is gone on with by a run that wanted to promote, and never turned round")
    void neverTurned() {
        works.then(Work.JUDGE_STEP, Finding.FAIL).then(Work.UNDO_INSTALL, Finding.UNREADABLE);
        promote("run-1");
        assertEquals(Halt.UNREADABLE, state().position().halt());
        works.done.clear();

        promote("run-2");

        assertEquals(
                List.of("UNDO_INSTALL", "UNDO_EXPORTS", "RESTORE_ROUTE", "PROVE_BACK"), works.done);
        assertEquals(Ending.FAILED, state().ending());
    }

    @Test
    @DisplayName("stands at once when the snapshot cannot be read: trying again helps nobody")
    void unreadable() {
        promote("run-1");
        works.then(Work.UNDO_INSTALL, Finding.UNREADABLE);

        run("run-2").rollBack(RELEASE, PATIENCE);

        assertEquals(Phase.UNINSTALLING, state().phase());
        assertEquals(Halt.UNREADABLE, state().position().halt());
        assertEquals(Duration.ZERO, time.elapsed());
    }

    @Test
    @DisplayName("H11: of a release that is not the newest is refused, and nothing is stored")
    void notNewest() {
        promote("run-1");
        int stored = memory.stored;

        FederationException refused =
                assertThrows(
                        FederationException.class,
                        () -> run("run-2").rollBack("release-0", PATIENCE));

        assertEquals(ErrorClass.CONFLICT, refused.errorClass());
        assertTrue(refused.getMessage().contains("not the newest"), refused::getMessage);
        assertEquals(stored, memory.stored);
        assertEquals(1, lock.term);
    }

    @Test
    @DisplayName("goes on for a while after a signal, so that it is rarely left half gone")
    void signal() {
        works.then(
                Work.UNDO_INSTALL,
                () -> {
                    cancellation.cancel();
                    return Found.of(Finding.DONE);
                });
        promote("run-1");

        run("run-2").rollBack(RELEASE, PATIENCE);

        assertEquals(Phase.AS_FOUND, state().phase());
    }

    @Test
    @DisplayName("B5: cut off by a signal is left to the next run, in nobody's hands")
    void interrupted() {
        works.then(Work.JUDGE_STEP, Finding.FAIL)
                .then(
                        Work.UNDO_EXPORTS,
                        () -> {
                            throw Cancellation.interrupted();
                        });

        FederationException ended = assertThrows(FederationException.class, () -> promote("run-1"));

        assertEquals(ErrorClass.INTERRUPTED, ended.errorClass());
        assertEquals(
                "still to be done: undo what was exported and imported", ended.details().get(0));
        assertEquals(3, ended.details().size());
        assertEquals(Phase.UNEXPORTING, state().phase());
        assertEquals("", state().custody().holder());
        assertEquals("", lock.holder);
        promote("run-2");
        assertEquals(Ending.FAILED, state().ending());
    }

    @Test
    @DisplayName("a signal on the way forward leaves the promotion where it is, in nobody's hands")
    void interruptedForward() {
        works.then(
                Work.JUDGE_STEP,
                () -> {
                    cancellation.cancel();
                    throw Cancellation.interrupted();
                });

        FederationException ended = assertThrows(FederationException.class, () -> promote("run-1"));

        assertEquals(ErrorClass.INTERRUPTED, ended.errorClass());
        assertEquals(Phase.JUDGING, state().phase());
        assertEquals("", state().custody().holder());
        assertEquals("", lock.holder);
    }
}
