package io.meshfed.steps.promotion;

import io.meshfed.promotion.Event;
import io.meshfed.promotion.Evidence;
import io.meshfed.promotion.PromotionMachine;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.PromotionState;
import io.meshfed.promotion.Transition;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Brings events before the machine, and stores what it says before anybody acts by it. */
final class Ledger {

    /** Others write seldom: a lock keeps them away. */
    private static final int TRIES = 5;

    private final Memory memory;
    private final Supplier<Instant> clock;
    private PromotionRecord record;

    /**
     * @param clock of production's API server
     */
    Ledger(Memory memory, Supplier<Instant> clock) {
        this.memory = memory;
        this.clock = clock;
        this.record = memory.read();
    }

    PromotionRecord record() {
        return record;
    }

    PromotionState state() {
        return record.state();
    }

    Instant now() {
        return clock.get();
    }

    /** What would come of it now. Stores nothing. */
    Transition foresee(Event event) {
        return PromotionMachine.next(state(), event);
    }

    Transition apply(Event event) {
        return apply(event, same -> same);
    }

    Transition apply(Event event, List<Evidence> evidence) {
        return apply(event, seen -> seen.with(evidence));
    }

    /**
     * What comes of the event is stored when this returns. Where somebody else stored something
     * meanwhile, the machine is asked again.
     *
     * @param with what is remembered beside the state, when that changes
     */
    Transition apply(Event event, UnaryOperator<PromotionRecord> with) {
        for (int i = 0; i < TRIES; i++) {
            Transition transition = foresee(event);
            if (transition.state().equals(state())) {
                return transition;
            }
            PromotionRecord next = with.apply(record).to(transition.state(), clock.get());
            if (memory.replace(next)) {
                record = next;
                return transition;
            }
            record = memory.read();
            if (state().equals(transition.state())) {
                // Nobody else says exactly this: the answer to our own write was lost.
                return transition;
            }
        }
        throw new FederationException(
                ErrorClass.CONFLICT,
                "the record of the promotion is changed all the time by somebody else",
                "See who has it in hand: " + NextCommand.status(record));
    }
}
