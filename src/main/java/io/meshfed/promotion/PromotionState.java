package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.promotion.Action.Do;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of the promotions of one service: what is stored in the production cluster, and
 * all that a run needs to go on where another one was cut off.
 *
 * @param past newest first, each release once, at most {@link #MOST_PAST}
 */
public record PromotionState(
        Attempt attempt,
        Position position,
        Custody custody,
        Ending ending,
        List<PastRelease> past) {

    public static final int MOST_PAST = 5;

    public PromotionState {
        requireNonNull(attempt);
        requireNonNull(position);
        requireNonNull(custody);
        requireNonNull(ending);
        past = List.copyOf(past);
    }

    /** Of a service that nobody ever promoted anything of. */
    public static PromotionState none() {
        return new PromotionState(
                Attempt.NONE, Position.at(Phase.AS_FOUND), Custody.NONE, Ending.STALE, List.of());
    }

    public Phase phase() {
        return position.phase();
    }

    /** What is to be done next; empty when it ended, is halted, or waits for somebody. */
    public Optional<Do> pending() {
        Phase phase = phase();
        if (phase.ended() || phase == Phase.PLANNED) {
            return Optional.empty();
        }
        if (custody.holder().isEmpty()) {
            return Optional.of(new Do(Work.TAKE_LOCK, 0));
        }
        if (position.halt() != Halt.NONE) {
            return Optional.empty();
        }
        if (phase.forward() && !custody.compared()) {
            return Optional.of(new Do(Work.COMPARE_PLAN, 0));
        }
        return Optional.of(new Do(workOf(phase), position.step()));
    }

    private static Work workOf(Phase phase) {
        return switch (phase) {
            case APPROVED -> Work.COMPARE_PLAN;
            case SNAPSHOT -> Work.STORE_SNAPSHOT;
            case GATING -> Work.JUDGE_RELEASE;
            case EXPORTING -> Work.WIDEN_EXPORTS;
            case ROUTING -> Work.ROUTE;
            case LOWERING -> Work.LOWER_ROUTE;
            case JUDGING -> Work.JUDGE_STEP;
            case INSTALLING -> Work.INSTALL;
            case HOMING -> Work.ROUTE_HOME;
            case SERVING -> Work.ROUTE_FULL;
            case PROVING -> Work.PROVE;
            case ROUTES_OFF -> Work.ROUTES_OFF;
            case UNINSTALLING -> Work.UNDO_INSTALL;
            case UNEXPORTING -> Work.UNDO_EXPORTS;
            case REROUTING -> Work.RESTORE_ROUTE;
            case PROVING_BACK -> Work.PROVE_BACK;
            case PLANNED, PROMOTED, AS_FOUND ->
                    throw new IllegalStateException("nothing is to be done in " + phase);
        };
    }

    /** Whether the newest that is known of the release is that it failed. */
    boolean failedBefore(String release) {
        return past.contains(new PastRelease(release, Ending.FAILED));
    }

    PromotionState with(Attempt changed) {
        return new PromotionState(changed, position, custody, ending, past);
    }

    PromotionState with(Position changed) {
        return new PromotionState(attempt, changed, custody, ending, past);
    }

    PromotionState with(Custody changed) {
        return new PromotionState(attempt, position, changed, ending, past);
    }

    PromotionState go(Phase phase) {
        return go(phase, 0);
    }

    PromotionState go(Phase phase, int step) {
        return with(position.go(phase, step));
    }

    PromotionState halted(Halt why) {
        return with(position.halted(why));
    }

    /** On the way back, towards that ending. Where nothing was written, that is all. */
    PromotionState back(Ending towards) {
        return custody.touched()
                ? new PromotionState(attempt, Position.at(Phase.ROUTES_OFF), custody, towards, past)
                : ended(Phase.AS_FOUND, towards);
    }

    /** At its end, in nobody's hands, and remembered. The snapshot stays: it may be asked for. */
    PromotionState ended(Phase end, Ending how) {
        return new PromotionState(
                attempt, Position.at(end), custody.released(), how, remembering(how));
    }

    private List<PastRelease> remembering(Ending how) {
        List<PastRelease> all = new ArrayList<>();
        PastRelease before = new PastRelease(attempt.release(), Ending.OPEN);
        for (PastRelease other : past) {
            if (other.release().equals(attempt.release())) {
                before = other;
            } else {
                all.add(other);
            }
        }
        all.add(0, before.then(how));
        return all.subList(0, Math.min(all.size(), MOST_PAST));
    }
}
