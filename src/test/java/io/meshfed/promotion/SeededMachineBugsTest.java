package io.meshfed.promotion;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.meshfed.promotion.Event.Answered;
import io.meshfed.promotion.Event.BackRequested;
import io.meshfed.promotion.Event.LockTaken;
import io.meshfed.promotion.Event.Resumed;
import io.meshfed.promotion.Event.Started;
import io.meshfed.promotion.Event.TimeOver;
import io.meshfed.promotion.Moves.Subject;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An exploration that found none of these mistakes would prove nothing of the machine without. */
@DisplayName("the exploration finds a machine in which")
@Tag("sweeps")
class SeededMachineBugsTest {

    private interface Machine extends BiFunction<PromotionState, Event, Transition> {}

    static Stream<Arguments> bugs() {
        return Stream.of(
                bug("unknown counts as pass", "S9", SeededMachineBugsTest::unknownPasses),
                bug("a rerun turns the way back round", "S9", SeededMachineBugsTest::turnedRound),
                bug("a rerun takes the snapshot again", "S8", SeededMachineBugsTest::newSnapshot),
                bug(
                        "a step goes on to the next without its gate",
                        "S9",
                        onAnswer(Work.ROUTE, Finding.DONE, Phase.ROUTING, 1)),
                bug("exports are widened before the gate", "S2", SeededMachineBugsTest::ungated),
                bug("a run goes on that does not hold it", "S11", SeededMachineBugsTest::anyRun),
                bug("a late taking of the lock counts", "S11", SeededMachineBugsTest::lateLock),
                bug(
                        "exports and installation go before the route",
                        "S9",
                        SeededMachineBugsTest::routeLast),
                bug("failures are forgotten", "S9", SeededMachineBugsTest::forgetful),
                bug(
                        "a route that could not be set is judged",
                        "S9",
                        onAnswer(Work.ROUTE, Finding.DISCONNECTED, Phase.JUDGING, 0)),
                bug(
                        "an old verdict is asked for again under the share of the next step",
                        "S9",
                        onAnswer(Work.ROUTE, Finding.STALE, Phase.JUDGING, -1)),
                bug(
                        "the installation is not taken back",
                        "L5",
                        onAnswer(Work.ROUTES_OFF, Finding.DONE, Phase.UNEXPORTING, 0)),
                bug(
                        "what was installed is not proved",
                        "S9",
                        onAnswer(Work.INSTALL, Finding.DONE, Phase.PROVING, 0)));
    }

    private static Arguments bug(String name, String rule, Machine machine) {
        return arguments(name, rule, machine);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("bugs")
    @DisplayName("a seeded bug breaks its rule:")
    void finds(String name, String rule, Machine machine) {
        AssertionError found =
                assertThrows(
                        AssertionError.class,
                        () -> Exploration.of(new Subject(machine, Work::leadsToPeer, 2)));

        assertTrue(found.getMessage().startsWith(rule + ": "), found.getMessage());
    }

    @Test
    @DisplayName("a route is led to a peer that nobody asked after: S1")
    void findsUnconnected() {
        AssertionError found =
                assertThrows(
                        AssertionError.class,
                        () ->
                                Exploration.of(
                                        new Subject(
                                                PromotionMachine::next,
                                                work ->
                                                        work.leadsToPeer()
                                                                && work != Work.RESTORE_ROUTE,
                                                2)));

        assertTrue(found.getMessage().startsWith("S1: "), found.getMessage());
    }

    @Test
    @DisplayName("a way back that cannot be read once is never tried again: no way on")
    void findsDeadEnd() {
        Machine stuck =
                (state, event) -> {
                    boolean over =
                            state.phase().back()
                                    && state.position().halt() == Halt.UNREADABLE
                                    && (event instanceof Resumed
                                            || event instanceof TimeOver
                                            || event instanceof BackRequested);
                    return over
                            ? Transition.refused(state, Refusal.NOT_AWAITED)
                            : PromotionMachine.next(state, event);
                };
        Exploration explored = Exploration.of(new Subject(stuck, Work::leadsToPeer, 1));

        assertFalse(explored.withoutWayTo(world -> world.record().phase().ended()).isEmpty());
    }

    private static Transition unknownPasses(PromotionState state, Event event) {
        if (event instanceof Answered answer && answer.finding() == Finding.UNKNOWN) {
            return PromotionMachine.next(
                    state, new Answered(answer.run(), answer.to(), Finding.PASS, answer.digest()));
        }
        return PromotionMachine.next(state, event);
    }

    private static Transition turnedRound(PromotionState state, Event event) {
        boolean same =
                event instanceof Started started
                        && state.phase().back()
                        && started.release().equals(state.attempt().release());
        return same
                ? Transition.to(
                        new PromotionState(
                                state.attempt(),
                                Position.at(Phase.ROUTING),
                                state.custody(),
                                Ending.OPEN,
                                state.past()))
                : PromotionMachine.next(state, event);
    }

    private static Transition newSnapshot(PromotionState state, Event event) {
        Transition right = PromotionMachine.next(state, event);
        boolean again =
                event instanceof LockTaken
                        && !state.equals(right.state())
                        && state.phase().forward()
                        && state.custody().touched();
        return again ? Transition.to(right.state().go(Phase.SNAPSHOT)) : right;
    }

    private static Transition ungated(PromotionState state, Event event) {
        Transition right = PromotionMachine.next(state, event);
        boolean stored = state.phase() == Phase.SNAPSHOT && right.state().phase() == Phase.GATING;
        return stored
                ? Transition.to(
                        right.state()
                                .with(right.state().custody().withTouched())
                                .go(Phase.EXPORTING))
                : right;
    }

    private static Transition anyRun(PromotionState state, Event event) {
        String holder = state.custody().holder();
        if (event instanceof Answered late && !holder.isEmpty()) {
            return PromotionMachine.next(
                    state, new Answered(holder, late.to(), late.finding(), late.digest()));
        }
        return PromotionMachine.next(state, event);
    }

    private static Transition lateLock(PromotionState state, Event event) {
        if (event instanceof LockTaken taken && !state.phase().ended()) {
            return Transition.to(
                    state.with(state.custody().heldBy(taken.run(), state.custody().term())));
        }
        return PromotionMachine.next(state, event);
    }

    private static Transition routeLast(PromotionState state, Event event) {
        Transition right = PromotionMachine.next(state, event);
        boolean begun = right.state().phase() == Phase.ROUTES_OFF && !state.phase().back();
        return begun ? Transition.to(right.state().go(Phase.UNINSTALLING)) : right;
    }

    private static Transition forgetful(PromotionState state, Event event) {
        PromotionState right = PromotionMachine.next(state, event).state();
        return Transition.to(
                new PromotionState(
                        right.attempt(),
                        right.position(),
                        right.custody(),
                        right.ending(),
                        List.of()));
    }

    /** After that finding, another phase than the right one, so many steps further. */
    private static Machine onAnswer(Work work, Finding finding, Phase phase, int further) {
        return (state, event) -> {
            Transition right = PromotionMachine.next(state, event);
            int step = state.position().step() + further;
            boolean fits =
                    event instanceof Answered answer
                            && !right.state().equals(state)
                            && answer.to().work() == work
                            && answer.finding() == finding
                            && step >= 0
                            && step < World.STEPS;
            return fits ? Transition.to(state.go(phase, step)) : right;
        };
    }
}
