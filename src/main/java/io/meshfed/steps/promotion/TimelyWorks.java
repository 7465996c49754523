package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.promotion.Action.Do;
import io.meshfed.promotion.Finding;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;

/** Works that ask gates again when what they said is too old, but not for ever. */
final class TimelyWorks implements Works {

    private static final int MOST_STALE = 2;

    private final Works works;
    private int stale;

    TimelyWorks(Works works) {
        this.works = requireNonNull(works);
    }

    @Override
    public Found perform(Do work, PromotionRecord record) {
        Found found = works.perform(work, record);
        if (work.work().needsEvidence()) {
            stale = found.finding() == Finding.STALE ? stale + 1 : 0;
        }
        if (stale <= MOST_STALE) {
            return found;
        }
        stale = 0;
        return Found.of(
                Finding.BLOCKED,
                new FederationException(
                        ErrorClass.PRECOND,
                        "what the gates say is too old again and again by the time that something is done by it",
                        "Let it count for longer: --evidence-ttl 30m"));
    }
}
