package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.promotion.Finding;
import io.meshfed.promotion.Promotion;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.RampStep;
import io.meshfed.report.FederationException;
import io.meshfed.steps.JudgeGatesStep;
import io.meshfed.steps.promotion.Verdicts.Age;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks the gates of a promotion, and goes by what they said.
 *
 * @param hold by which this run has the promotion in its hands
 */
record GateWorks(Ground ground, Promotion promotion, GateQuestions questions, Hold hold) {

    GateWorks {
        requireNonNull(ground);
        requireNonNull(promotion);
        requireNonNull(questions);
        requireNonNull(hold);
    }

    Found release(PromotionRecord record) {
        return asked(
                record,
                Verdicts.OF_RELEASE,
                questions.ofStaging(promotion, record.state().attempt().plan()));
    }

    /**
     * @param step of the ramp, from 0
     */
    Found step(PromotionRecord record, int step) {
        RampStep ramp = promotion.ramp().get(step);
        String what =
                "step %d of %d, %s"
                        .formatted(
                                step + 1,
                                promotion.ramp().size(),
                                Patterns.ofStep(promotion, step));
        ground.context().settings().progress().doing(what);
        Optional<FederationException> apart =
                new RampWatch(
                                ground.context().settings(),
                                () -> ground.routes().apart(ground.directions()),
                                hold::watch)
                        .last(ramp.lasting(), what);
        return apart.map(why -> Found.of(Finding.DISCONNECTED, why))
                .orElseGet(() -> atProduction(record, Verdicts.ofStep(step)));
    }

    Found outcome(PromotionRecord record) {
        return atProduction(record, Verdicts.OF_OUTCOME);
    }

    private Found atProduction(PromotionRecord record, String judged) {
        return asked(
                record, judged, questions.ofProduction(promotion, record.state().attempt().plan()));
    }

    Found wayBack(PromotionRecord record) {
        JudgeGatesStep probes =
                questions.ofProductionAlone(promotion, record.state().attempt().plan());
        return probes.gates().isEmpty()
                ? Found.of(Finding.PASS)
                : asked(record, Verdicts.OF_WAY_BACK, probes);
    }

    private Found asked(PromotionRecord record, String judged, JudgeGatesStep gates) {
        Found found = verdicts(record).of(judged, gates.ask(ground.context()));
        ground.context().settings().cancellation().throwIfCancelled();
        ground.context()
                .settings()
                .progress()
                .doing("gates at '%s': %s".formatted(judged, found.finding()));
        return found;
    }

    private Verdicts verdicts(PromotionRecord record) {
        return new Verdicts(record.state().attempt(), ground.session().clockSkew());
    }

    /** The verdict that something is done by must be of what it is done with, and not old. */
    boolean isFresh(PromotionRecord record, String judged) {
        Instant now = ground.context().settings().time().now().plus(ground.session().clockSkew());
        return verdicts(record)
                .allPass(
                        record,
                        judged,
                        promotion.gates().size(),
                        new Age(now, questions.evidence()));
    }
}
