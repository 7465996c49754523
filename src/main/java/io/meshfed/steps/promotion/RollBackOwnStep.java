package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.report.StepReport;
import java.util.Optional;

/**
 * Takes back what the holder of the promotion lock worked on, and nothing that was there before:
 * for the end of a pipeline, which does not know how far it came.
 *
 * @param all takes back whatever is newest
 */
public record RollBackOwnStep(RollBackStep all) implements Step {

    public RollBackOwnStep {
        requireNonNull(all);
    }

    @Override
    public String name() {
        return RollBackStep.NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        Mesh production = Ground.mesh(context, all.mesh());
        PromotionRecord record = all.record(context, production);
        String holder = all.terms().holder();
        if (new OwnWork(context, production, holder).includes(record)) {
            return all.run(context, record);
        }
        context.settings()
                .progress()
                .warning(
                        "nothing is taken back: the newest promotion of %s is not the work of '%s' since it has the promotion lock"
                                .formatted(all.service(), holder));
        return new PromotionReport(
                        new RunEnd(record, false, Optional.empty()), PromotionReport.Wish.ROLL_BACK)
                .told(RollBackStep.NAME);
    }
}
