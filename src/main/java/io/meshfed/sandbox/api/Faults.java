package io.meshfed.sandbox.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Where tests let requests go wrong. */
public final class Faults {

    private final AtomicInteger ordinal = new AtomicInteger();
    private volatile FaultPlan plan = FaultPlan.none();

    Faults() {}

    /** From now on this plan decides; it counts requests from 1 again. */
    public void set(FaultPlan next) {
        ordinal.set(0);
        plan = requireNonNull(next);
    }

    public void clear() {
        set(FaultPlan.none());
    }

    Optional<Fault> next(LoggedRequest request) {
        return plan.faultOf(ordinal.incrementAndGet(), request);
    }
}
