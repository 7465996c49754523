package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.promotion.PromotionRecord;
import java.util.Optional;

/**
 * Whether a promotion is the work of somebody who keeps the lock, so that the end of a pipeline
 * does not take another one's release for its own. Each taking of the lock has a term of its own,
 * which its run writes into the record before it does anything.
 *
 * @param holder of the promotion lock
 */
record OwnWork(StepContext context, Mesh mesh, String holder) {

    OwnWork {
        requireNonNull(context);
        requireNonNull(mesh);
        requireNonNull(holder);
    }

    boolean includes(PromotionRecord record) {
        Optional<PromotionLease> lease = AcquireLockStep.lock(context, mesh).peek();
        return lease.filter(held -> held.heldBy(holder))
                .filter(held -> held.term() == record.state().custody().term())
                .isPresent();
    }
}
