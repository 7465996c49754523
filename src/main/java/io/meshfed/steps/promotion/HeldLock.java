package io.meshfed.steps.promotion;

import io.meshfed.cluster.Moment;
import io.meshfed.steps.promotion.LockPlace.Stored;

/**
 * A lock that is ours.
 *
 * @param alive when we last gave a sign of life: before the request that carried it
 * @param uncertain whether it may have been given earlier than that
 */
record HeldLock(Stored stored, Moment alive, boolean uncertain) {

    PromotionLease lease() {
        return stored.lease();
    }
}
