package io.meshfed.steps.promotion;

import io.meshfed.promotion.Action.Do;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.report.FederationException;

/** All that a promotion does to clusters, and asks of them. */
interface Works {

    /**
     * Does it, or finds that it is done. Doing it again changes nothing.
     *
     * @param record as it was stored before
     * @throws FederationException INTERRUPTED when the run is to end; whatever else keeps it from
     *     being done
     */
    Found perform(Do work, PromotionRecord record);
}
