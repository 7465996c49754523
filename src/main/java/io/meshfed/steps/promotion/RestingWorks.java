package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Clusters;
import io.meshfed.promotion.Action.Do;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;

/**
 * Works between which others may write: a ramp lasts for hours, and the writers' locks are held
 * only while something is written. What one work has read is forgotten before the next.
 */
record RestingWorks(Works works, Clusters clusters) implements Works {

    RestingWorks {
        requireNonNull(works);
        requireNonNull(clusters);
    }

    @Override
    public Found perform(Do work, PromotionRecord record) {
        clusters.rest();
        try {
            return afresh(work, record);
        } finally {
            clusters.rest();
        }
    }

    /** Once more when somebody else wrote between our looks and our lock, or our write. */
    private Found afresh(Do work, PromotionRecord record) {
        try {
            return untilRead(work, record);
        } catch (FederationException failed) {
            if (!failed.overtaken() || failed.errorClass() != ErrorClass.CONFLICT) {
                throw failed;
            }
            clusters.readAgain();
            return untilRead(work, record);
        }
    }

    private Found untilRead(Do work, PromotionRecord record) {
        while (true) {
            try {
                return works.perform(work, record);
            } catch (FederationException failed) {
                if (!clusters.mustReadAgain()) {
                    throw failed;
                }
                clusters.readAgain();
            }
        }
    }
}
