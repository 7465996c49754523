package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.promotion.Action.Do;
import io.meshfed.promotion.PromotionRecord;

/** Works on the way to the promotion, and on the way back. */
record BothWays(Works forward, Works back) implements Works {

    BothWays {
        requireNonNull(forward);
        requireNonNull(back);
    }

    @Override
    public Found perform(Do work, PromotionRecord record) {
        return (record.state().phase().back() ? back : forward).perform(work, record);
    }
}
