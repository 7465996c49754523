package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.promotion.Action.Refuse;
import io.meshfed.promotion.Action.ReleaseLock;
import java.util.ArrayList;
import java.util.List;

/**
 * @param state to store, guarded by the version that it was computed from, before anything is done
 * @param actions to do then, in order
 */
public record Transition(PromotionState state, List<Action> actions) {

    public Transition {
        requireNonNull(state);
        actions = List.copyOf(actions);
    }

    /** Goes on with what the new state asks for; an end gives the lock back. */
    static Transition to(PromotionState state) {
        List<Action> actions = new ArrayList<>();
        state.pending().ifPresent(actions::add);
        if (state.phase().ended()) {
            actions.add(new ReleaseLock());
        }
        return new Transition(state, actions);
    }

    static Transition refused(PromotionState unchanged, Refusal why) {
        return new Transition(unchanged, List.of(new Refuse(why)));
    }
}
