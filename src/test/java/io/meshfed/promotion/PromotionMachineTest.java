package io.meshfed.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.promotion.Action.Do;
import io.meshfed.promotion.Action.Refuse;
import io.meshfed.promotion.Action.ReleaseLock;
import io.meshfed.promotion.Event.Answered;
import io.meshfed.promotion.Event.Approved;
import io.meshfed.promotion.Event.BackRequested;
import io.meshfed.promotion.Event.LockLost;
import io.meshfed.promotion.Event.LockTaken;
import io.meshfed.promotion.Event.PauseRequested;
import io.meshfed.promotion.Event.Resumed;
import io.meshfed.promotion.Event.Started;
import io.meshfed.promotion.Event.TimeOver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PromotionMachineTest {

    private static final Course INSTALL = new Course(2, Finish.INSTALL, true);
    private static final Course SERVE = new Course(1, Finish.SERVE_FROM_STAGING, false);

    private PromotionState state = PromotionState.none();
    private List<Action> actions = List.of();
    private final List<Work> done = new ArrayList<>();

    @Test
    @DisplayName("a good release is approved, judged before each step, installed and proved")
    void installs() {
        on(new Started("r1", "p1", INSTALL, ""));
        assertEquals(Phase.PLANNED, state.phase());
        on(new Approved("ann", "p1"));
        take("a", 1);
        workUntil(Phase.PROMOTED);

        assertEquals(
                List.of(
                        Work.COMPARE_PLAN,
                        Work.STORE_SNAPSHOT,
                        Work.JUDGE_RELEASE,
                        Work.WIDEN_EXPORTS,
                        Work.ROUTE,
                        Work.JUDGE_STEP,
                        Work.ROUTE,
                        Work.JUDGE_STEP,
                        Work.INSTALL,
                        Work.ROUTE_HOME,
                        Work.PROVE),
                done);
        assertEquals(List.of(new ReleaseLock()), actions);
        assertEquals(List.of(new PastRelease("r1", Ending.PROMOTED)), state.past());
    }

    @Test
    @DisplayName("a release that staging goes on serving ends with the whole route, proved")
    void serves() {
        begin("r1", 1);
        workUntil(Phase.PROMOTED);

        assertEquals(List.of(Work.ROUTE_FULL, Work.PROVE), done.subList(6, done.size()));
    }

    @Test
    @DisplayName("a gate that says no leads back, the route first, and to the end of it")
    void goesBack() {
        begin("r1", 1);
        workUntil(Phase.JUDGING);
        done.clear();
        answer(Finding.FAIL);
        workUntil(Phase.AS_FOUND);

        assertEquals(
                List.of(
                        Work.JUDGE_STEP,
                        Work.ROUTES_OFF,
                        Work.UNDO_INSTALL,
                        Work.UNDO_EXPORTS,
                        Work.RESTORE_ROUTE,
                        Work.PROVE_BACK),
                done);
        assertEquals(Ending.FAILED, state.ending());
    }

    @Test
    @DisplayName("a gate that cannot know halts; once more it is asked, and in the end taken back")
    void halts() {
        begin("r1", 1);
        workUntil(Phase.JUDGING);
        answer(Finding.UNKNOWN);
        assertEquals(List.of(), actions);
        on(new Resumed("a"));
        assertEquals(List.of(new Do(Work.JUDGE_STEP, 0)), actions);
        answer(Finding.UNKNOWN);
        on(new TimeOver("a"));

        assertEquals(Phase.ROUTES_OFF, state.phase());
        assertEquals(Ending.UNDECIDED, state.ending());
    }

    @Test
    @DisplayName("the next run goes on where the last was cut off, after it compared the plan")
    void goesOn() {
        begin("r1", 1);
        workUntil(Phase.ROUTING);
        on(new LockLost("a"));
        on(new Started("r1", "p1", SERVE, ""));
        assertEquals(List.of(new Do(Work.TAKE_LOCK, 0)), actions);
        take("b", 2);
        assertEquals(List.of(new Do(Work.COMPARE_PLAN, 0)), actions);
        answer(Finding.MATCHES);

        assertEquals(List.of(new Do(Work.ROUTE, 0)), actions);
    }

    @Test
    @DisplayName("clusters that moved end what wrote nothing, and halt what did")
    void moved() {
        begin("r1", 1);
        answer(Finding.MOVED);
        assertEquals(Phase.AS_FOUND, state.phase());
        assertEquals(Ending.STALE, state.ending());

        begin("r1", 2);
        workUntil(Phase.ROUTING);
        take("b", 3);
        answer(Finding.MOVED);
        assertEquals(Halt.MOVED, state.position().halt());
    }

    @Test
    @DisplayName("an old verdict is asked for again under the share that it was of")
    void asksAgain() {
        on(new Started("r1", "p1", INSTALL, ""));
        on(new Approved("ann", "p1"));
        take("a", 1);
        workUntil(Phase.INSTALLING);
        answer(Finding.STALE);

        assertEquals(List.of(new Do(Work.LOWER_ROUTE, 1)), actions);
    }

    @Test
    @DisplayName("a pause after a step comes when its gate has passed, and once")
    void pauses() {
        begin("r1", 1);
        workUntil(Phase.JUDGING);
        on(new PauseRequested("a", 0));
        answer(Finding.PASS);
        assertEquals(Halt.REQUESTED, state.position().halt());
        on(new Resumed("a"));

        assertEquals(List.of(new Do(Work.ROUTE_FULL, 0)), actions);
        on(new PauseRequested("a", 0));
        assertRefused(Refusal.NOT_AWAITED);
    }

    @Test
    @DisplayName("that a release failed is forgotten only when it was promoted after all")
    void remembersFailure() {
        fail("r1", 1, "");
        on(new Started("r1", "p1", SERVE, ""));
        assertRefused(Refusal.FAILED_BEFORE);

        on(new Started("r1", "p1", SERVE, "fixed upstream"));
        take("a", 2);
        answer(Finding.MOVED);
        assertEquals(Ending.STALE, state.ending());
        on(new Started("r1", "p1", SERVE, ""));
        assertRefused(Refusal.FAILED_BEFORE);

        on(new Started("r1", "p1", SERVE, "fixed upstream"));
        assertEquals("fixed upstream", state.attempt().override());
        take("a", 3);
        workUntil(Phase.PROMOTED);
        assertEquals(List.of(new PastRelease("r1", Ending.PROMOTED)), state.past());
    }

    @Test
    @DisplayName("five releases are remembered, the newest first")
    void remembersFive() {
        for (int i = 1; i <= 7; i++) {
            begin("r" + i, i);
            workUntil(Phase.PROMOTED);
        }

        assertEquals(
                List.of("r7", "r6", "r5", "r4", "r3"),
                state.past().stream().map(PastRelease::release).toList());
    }

    @Test
    @DisplayName("another release, another plan and another approval are refused")
    void refusesOthers() {
        on(new Started("r1", "p1", INSTALL, ""));
        on(new Approved("ann", "p0"));
        assertRefused(Refusal.OTHER_PLAN);
        on(new Approved("ann", "p1"));
        take("a", 1);
        on(new Started("r2", "p2", INSTALL, ""));
        assertRefused(Refusal.OTHER_RELEASE);
        on(new Started("r1", "p2", INSTALL, ""));
        assertRefused(Refusal.OTHER_PLAN);
    }

    @Test
    @DisplayName("a plan that nobody began with gives way to another, which needs its approval")
    void replans() {
        on(new Started("r1", "p1", INSTALL, ""));
        on(new Approved("ann", "p1"));
        on(new Started("r1", "p2", INSTALL, ""));

        assertEquals(Phase.PLANNED, state.phase());
        assertEquals("", state.attempt().approver());
    }

    @Test
    @DisplayName("only the newest release is taken back, and on the way back only back is left")
    void takesBack() {
        begin("r1", 1);
        workUntil(Phase.PROMOTED);
        take("b", 2);
        on(new BackRequested("b", "r0"));
        assertRefused(Refusal.NOT_NEWEST);
        on(new BackRequested("b", "r1"));
        assertEquals(Phase.ROUTES_OFF, state.phase());
        on(new Started("r1", "p9", SERVE, "please"));
        assertEquals(Phase.ROUTES_OFF, state.phase());
        assertEquals(List.of(new Do(Work.TAKE_LOCK, 0)), actions);
        on(new BackRequested("b", "r1"));
        assertRefused(Refusal.ON_THE_WAY_BACK);
        workUntil(Phase.AS_FOUND);
        assertEquals(Ending.TAKEN_BACK, state.ending());
    }

    @Test
    @DisplayName("nobody holds what nobody took")
    void needsHolder() {
        on(new Started("r1", "p1", SERVE, ""));
        on(new Answered("", new Do(Work.TAKE_LOCK, 0), Finding.BLOCKED, ""));
        assertRefused(Refusal.NOT_HOLDER);
        on(new TimeOver(""));
        assertRefused(Refusal.NOT_HOLDER);
    }

    private void fail(String release, int term, String override) {
        on(new Started(release, "p1", SERVE, override));
        take("a", term);
        workUntil(Phase.JUDGING);
        answer(Finding.FAIL);
        workUntil(Phase.AS_FOUND);
    }

    private void begin(String release, int term) {
        on(new Started(release, "p1", SERVE, ""));
        take("a", term);
    }

    private void take(String run, int term) {
        on(new LockTaken(run, term));
    }

    private void on(Event event) {
        Transition transition = PromotionMachine.next(state, event);
        state = transition.state();
        actions = transition.actions();
    }

    /** Does all work well until there. */
    private void workUntil(Phase phase) {
        while (state.phase() != phase) {
            Work work = state.pending().orElseThrow().work();
            answer(
                    switch (work) {
                        case COMPARE_PLAN -> Finding.MATCHES;
                        case JUDGE_RELEASE, JUDGE_STEP, PROVE, PROVE_BACK -> Finding.PASS;
                        default -> Finding.DONE;
                    });
        }
    }

    private void answer(Finding finding) {
        Do work = state.pending().orElseThrow();
        done.add(work.work());
        on(new Answered(state.custody().holder(), work, finding, "snapshot"));
    }

    private void assertRefused(Refusal why) {
        assertEquals(List.of(new Refuse(why)), actions);
        assertTrue(state.past().size() <= PromotionState.MOST_PAST);
    }
}
