package io.meshfed.promotion;

import io.meshfed.promotion.Action.Do;
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
import java.util.List;
import java.util.Optional;

/**
 * Says what comes of an event, and nothing else: no time, no cluster, no memory. What the program
 * does is what this function says, so what a search over all its states finds holds for the
 * program.
 */
public final class PromotionMachine {

    private PromotionMachine() {}

    /** The state after the event, and what to do then. An event that changes nothing says why. */
    public static Transition next(PromotionState state, Event event) {
        if (event instanceof Started started) {
            return started(state, started);
        }
        if (event instanceof Approved approved) {
            return approved(state, approved);
        }
        if (event instanceof LockTaken taken) {
            return taken(state, taken);
        }
        if (event instanceof LockLost lost) {
            return lost(state, lost);
        }
        return holds(state, runOf(event))
                ? byHolder(state, event)
                : Transition.refused(state, Refusal.NOT_HOLDER);
    }

    private static boolean holds(PromotionState state, String run) {
        return !run.isEmpty() && state.custody().holder().equals(run);
    }

    private static List<Action> actionsOf(PromotionState state) {
        return state.pending().map(todo -> List.<Action>of(todo)).orElse(List.of());
    }

    /**
     * The lock has the last word on who holds it. At an end nothing is to be done, but it is kept:
     * whoever takes it then has something in mind. A run that took it, slept, and lost it in its
     * sleep comes too late: another one may be at work.
     */
    private static Transition taken(PromotionState state, LockTaken taken) {
        if (taken.term() <= state.custody().term()) {
            return Transition.refused(state, Refusal.NOT_HOLDER);
        }
        PromotionState held = state.with(state.custody().heldBy(taken.run(), taken.term()));
        return new Transition(held, actionsOf(held));
    }

    private static String runOf(Event event) {
        if (event instanceof Answered answered) {
            return answered.run();
        }
        if (event instanceof TimeOver over) {
            return over.run();
        }
        if (event instanceof PauseRequested pause) {
            return pause.run();
        }
        if (event instanceof Resumed resumed) {
            return resumed.run();
        }
        if (event instanceof BackRequested back) {
            return back.run();
        }
        throw new IllegalArgumentException("not the event of a run: " + event);
    }

    private static Transition byHolder(PromotionState state, Event event) {
        if (event instanceof Answered answered) {
            return state.pending().equals(Optional.of(answered.to()))
                    ? Answers.to(state, answered)
                    : Transition.refused(state, Refusal.NOT_AWAITED);
        }
        if (event instanceof TimeOver) {
            return timeOver(state);
        }
        if (event instanceof PauseRequested pause) {
            return pause(state, pause.step());
        }
        if (event instanceof BackRequested back) {
            return back(state, back.release());
        }
        return resumed(state);
    }

    private static Transition started(PromotionState state, Started started) {
        if (state.phase().ended()) {
            return begun(state, started);
        }
        if (!state.attempt().release().equals(started.release())) {
            return Transition.refused(state, Refusal.OTHER_RELEASE);
        }
        if (!state.attempt().plan().equals(started.plan()) && !state.phase().back()) {
            return replanned(state, started);
        }
        // The same once more. On the way back that is the way back, whatever the plan says.
        return takeLock(state);
    }

    /** Who takes the lock decides whether the run before this one is still there. */
    private static Transition takeLock(PromotionState state) {
        return state.phase() == Phase.PLANNED
                ? new Transition(state, List.of())
                : new Transition(state, List.of(new Do(Work.TAKE_LOCK, 0)));
    }

    private static Transition begun(PromotionState state, Started started) {
        boolean again = state.failedBefore(started.release());
        if (again && started.override().isEmpty()) {
            return Transition.refused(state, Refusal.FAILED_BEFORE);
        }
        boolean there =
                state.phase() == Phase.PROMOTED
                        && state.attempt().release().equals(started.release())
                        && state.attempt().plan().equals(started.plan());
        if (there) {
            return new Transition(state, List.of());
        }
        return takeLock(fresh(state, started));
    }

    private static PromotionState fresh(PromotionState state, Started started) {
        Attempt attempt =
                new Attempt(
                        started.release(),
                        started.plan(),
                        started.course(),
                        "",
                        state.failedBefore(started.release()) ? started.override() : "");
        Phase first = started.course().needsApproval() ? Phase.PLANNED : Phase.APPROVED;
        return new PromotionState(
                attempt, Position.at(first), state.custody().anew(), Ending.OPEN, state.past());
    }

    /** Another plan of the same release takes the place of one that nobody began with. */
    private static Transition replanned(PromotionState state, Started started) {
        boolean idle = state.phase() == Phase.PLANNED || state.phase() == Phase.APPROVED;
        if (!idle || !state.custody().holder().isEmpty()) {
            return Transition.refused(state, Refusal.OTHER_PLAN);
        }
        if (state.failedBefore(started.release()) && started.override().isEmpty()) {
            return Transition.refused(state, Refusal.FAILED_BEFORE);
        }
        return takeLock(fresh(state, started));
    }

    private static Transition approved(PromotionState state, Approved approved) {
        if (state.phase() != Phase.PLANNED) {
            return Transition.refused(state, Refusal.NOT_AWAITED);
        }
        if (!state.attempt().plan().equals(approved.plan())) {
            return Transition.refused(state, Refusal.OTHER_PLAN);
        }
        return Transition.to(
                state.with(state.attempt().approvedBy(approved.approver())).go(Phase.APPROVED));
    }

    private static Transition lost(PromotionState state, LockLost lost) {
        if (!holds(state, lost.run())) {
            return Transition.refused(state, Refusal.NOT_HOLDER);
        }
        return new Transition(state.with(state.custody().released()), List.of(new ReleaseLock()));
    }

    /** What could not be decided in time is taken back; what cannot be taken back stays listed. */
    private static Transition timeOver(PromotionState state) {
        if (state.phase().ended()) {
            return Transition.refused(state, Refusal.NOT_AWAITED);
        }
        return state.phase().back()
                ? Transition.to(state.halted(Halt.BLOCKED))
                : Transition.to(state.back(Ending.UNDECIDED));
    }

    private static Transition pause(PromotionState state, int step) {
        Position position = state.position();
        boolean ahead =
                !state.phase().back()
                        && !state.phase().ended()
                        && step >= 0
                        && step < state.attempt().course().steps()
                        && !isPast(position, step);
        return ahead
                ? Transition.to(state.with(position.pausingAfter(step)))
                : Transition.refused(state, Refusal.NOT_AWAITED);
    }

    private static boolean isPast(Position position, int step) {
        return position.phase().ofOneStep()
                ? step < position.step()
                : position.phase().ordinal() > Phase.JUDGING.ordinal();
    }

    private static Transition resumed(PromotionState state) {
        return state.position().halt() == Halt.NONE
                ? Transition.refused(state, Refusal.NOT_AWAITED)
                : Transition.to(state.halted(Halt.NONE));
    }

    /** Looking again mends nothing: what was changed since has to be brought back once more. */
    private static boolean isDisproved(PromotionState state) {
        return state.phase() == Phase.PROVING_BACK && state.position().halt() == Halt.BLOCKED;
    }

    private static Transition back(PromotionState state, String release) {
        if (!state.attempt().release().equals(release)) {
            return Transition.refused(state, Refusal.NOT_NEWEST);
        }
        if (isDisproved(state)) {
            return Transition.to(state.back(state.ending()));
        }
        if (state.phase().back()) {
            return Transition.refused(state, Refusal.ON_THE_WAY_BACK);
        }
        return state.phase() == Phase.AS_FOUND
                ? Transition.to(state)
                : Transition.to(state.back(Ending.TAKEN_BACK));
    }
}
