package io.meshfed.promotion;

import io.meshfed.promotion.Event.Answered;

/** What comes of work that was done. What is no answer to the work in hand changes nothing. */
final class Answers {

    private Answers() {}

    static Transition to(PromotionState state, Answered answered) {
        return switch (answered.finding()) {
            case BLOCKED -> Transition.to(state.halted(Halt.BLOCKED));
            case UNREADABLE -> unreadable(state, answered.to().work());
            case DISCONNECTED -> disconnected(state, answered.to().work());
            case STALE -> stale(state, answered.to().work());
            case MATCHES, MOVED -> compared(state, answered);
            case PASS, FAIL, UNKNOWN -> judged(state, answered);
            case DONE -> done(state, answered);
        };
    }

    private static Transition unreadable(PromotionState state, Work work) {
        return work.needsSnapshot() || work == Work.STORE_SNAPSHOT
                ? Transition.to(state.halted(Halt.UNREADABLE))
                : notAwaited(state);
    }

    private static Transition disconnected(PromotionState state, Work work) {
        return work.leadsToPeer() || work == Work.JUDGE_STEP
                ? Transition.to(state.halted(Halt.DISCONNECTED))
                : notAwaited(state);
    }

    /** Back to the gate whose verdict is old, on the ground that it judges. */
    private static Transition stale(PromotionState state, Work work) {
        if (!work.needsEvidence()) {
            return notAwaited(state);
        }
        int step = state.position().step();
        return switch (state.phase()) {
            case ROUTING ->
                    step == 0
                            ? Transition.to(state.go(Phase.GATING))
                            : Transition.to(state.go(Phase.LOWERING, step - 1));
            case INSTALLING, SERVING -> Transition.to(state.go(Phase.LOWERING, lastStep(state)));
            default -> Transition.to(state.go(Phase.GATING));
        };
    }

    private static int lastStep(PromotionState state) {
        return state.attempt().course().steps() - 1;
    }

    private static Transition compared(PromotionState state, Answered answered) {
        if (answered.to().work() != Work.COMPARE_PLAN) {
            return notAwaited(state);
        }
        if (answered.finding() == Finding.MOVED) {
            return state.custody().touched()
                    ? Transition.to(state.halted(Halt.MOVED))
                    : Transition.to(state.back(Ending.STALE));
        }
        PromotionState current = state.with(state.custody().withCompared());
        return Transition.to(
                state.phase() == Phase.APPROVED ? current.go(Phase.SNAPSHOT) : current);
    }

    private static Transition judged(PromotionState state, Answered answered) {
        return switch (state.phase()) {
            case GATING, JUDGING, PROVING -> onward(state, answered.finding());
            case INSTALLING ->
                    answered.finding() == Finding.FAIL
                            ? onward(state, Finding.FAIL)
                            : notAwaited(state);
            case PROVING_BACK -> provenBack(state, answered.finding());
            default -> notAwaited(state);
        };
    }

    private static Transition onward(PromotionState state, Finding verdict) {
        return switch (verdict) {
            case PASS -> passed(state);
            case FAIL -> Transition.to(state.back(Ending.FAILED));
            default -> Transition.to(state.halted(Halt.UNKNOWN));
        };
    }

    private static Transition provenBack(PromotionState state, Finding verdict) {
        return switch (verdict) {
            case PASS -> Transition.to(state.ended(Phase.AS_FOUND, state.ending()));
            case FAIL -> Transition.to(state.halted(Halt.BLOCKED));
            default -> Transition.to(state.halted(Halt.UNKNOWN));
        };
    }

    private static Transition passed(PromotionState state) {
        return switch (state.phase()) {
            case GATING ->
                    Transition.to(state.with(state.custody().withTouched()).go(Phase.EXPORTING));
            case PROVING -> Transition.to(state.ended(Phase.PROMOTED, Ending.PROMOTED));
            default -> Transition.to(pausedAsAsked(state, afterStep(state)));
        };
    }

    private static PromotionState afterStep(PromotionState state) {
        int step = state.position().step();
        if (step < lastStep(state)) {
            return state.go(Phase.ROUTING, step + 1);
        }
        Finish finish = state.attempt().course().finish();
        return state.go(finish == Finish.INSTALL ? Phase.INSTALLING : Phase.SERVING);
    }

    /** Somebody wants to look before what comes after this step. */
    private static PromotionState pausedAsAsked(PromotionState judged, PromotionState further) {
        if (judged.position().pauseAfter() != judged.position().step()) {
            return further;
        }
        return further.with(
                further.position().pausingAfter(Position.NO_PAUSE).halted(Halt.REQUESTED));
    }

    private static Transition done(PromotionState state, Answered answered) {
        int step = state.position().step();
        return switch (answered.to().work()) {
            case STORE_SNAPSHOT -> snapshot(state, answered.digest());
            case WIDEN_EXPORTS -> Transition.to(state.go(Phase.ROUTING));
            case ROUTE, LOWER_ROUTE -> Transition.to(state.go(Phase.JUDGING, step));
            case INSTALL -> Transition.to(state.go(Phase.HOMING));
            case ROUTE_HOME, ROUTE_FULL -> Transition.to(state.go(Phase.PROVING));
            case ROUTES_OFF -> Transition.to(state.go(Phase.UNINSTALLING));
            case UNDO_INSTALL -> Transition.to(state.go(Phase.UNEXPORTING));
            case UNDO_EXPORTS -> Transition.to(state.go(Phase.REROUTING));
            case RESTORE_ROUTE -> Transition.to(state.go(Phase.PROVING_BACK));
            default -> notAwaited(state);
        };
    }

    /** Without its digest nobody could tell later whether it is still what was stored. */
    private static Transition snapshot(PromotionState state, String digest) {
        return digest.isEmpty()
                ? notAwaited(state)
                : Transition.to(state.with(state.custody().withSnapshot(digest)).go(Phase.GATING));
    }

    private static Transition notAwaited(PromotionState state) {
        return Transition.refused(state, Refusal.NOT_AWAITED);
    }
}
