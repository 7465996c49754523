package io.meshfed.steps.promotion;

import io.meshfed.promotion.PromotionRecord;

/** Where a promotion is remembered. Whoever changes it has seen what was there. */
interface Memory {

    /** As it is now. */
    PromotionRecord read();

    /**
     * Stores another in the place of what was read or stored last.
     *
     * @return false when somebody else was quicker, or we ourselves were and did not hear of it:
     *     nothing is known then before it is read again
     */
    boolean replace(PromotionRecord next);
}
