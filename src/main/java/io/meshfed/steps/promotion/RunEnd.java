package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.promotion.PromotionRecord;
import java.util.Optional;

/**
 * Where a run left a promotion.
 *
 * @param begun whether there was anything to do
 * @param last the last work that was not what was hoped for
 */
record RunEnd(PromotionRecord record, boolean begun, Optional<Found> last) {

    RunEnd {
        requireNonNull(record);
        requireNonNull(last);
    }
}
