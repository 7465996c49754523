package io.meshfed.steps.promotion;

import io.meshfed.promotion.Event.Started;
import io.meshfed.promotion.PromotionState;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;

/** Whether what is to be done is what somebody approved. */
record Approvals(Started started, Wishes wishes) {

    /**
     * @param first where the promotion would stand
     * @throws FederationException INPUT when nobody approved it, CONFLICT when that was another
     *     plan
     */
    void requireFor(PromotionState first) {
        boolean given = !wishes.approved().isEmpty();
        boolean approved = !first.attempt().approver().isEmpty();
        if (started.course().needsApproval()
                && !wishes.approves()
                && !approved
                && !first.phase().back()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "the promotion needs an approval, and nobody gave one",
                    "Read the plan, %s, and approve exactly that one: %s --expected-plan-digest %s"
                            .formatted(NextCommand.PLAN, NextCommand.PROMOTE, started.plan()));
        }
        if (given && !wishes.approved().equals(started.plan()) && !first.phase().back()) {
            throw new FederationException(
                    ErrorClass.CONFLICT,
                    "stale plan: %s was approved, and what would be done now is %s"
                            .formatted(wishes.approved(), started.plan()),
                    "It is not the digest of this plan: the clusters or the files changed since, or it was mistyped. Read the plan again, %s, and approve that one."
                            .formatted(NextCommand.PLAN));
        }
    }
}
