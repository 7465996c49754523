package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.promotion.Episode;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.report.StepReport;
import io.meshfed.steps.promotion.KnownPromotions.Known;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells how the last promotions ended.
 *
 * @param service {@code NAMESPACE/NAME} or a name; empty for all
 */
public record PromotionHistoryStep(String service) implements Step {

    public static final String NAME = "promotion-history";

    public PromotionHistoryStep {
        requireNonNull(service);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        KnownPromotions known = KnownPromotions.of(context, service);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Known each : known.records()) {
            each.record().history().forEach(episode -> rows.add(row(each, episode)));
        }
        return StepReport.of(NAME)
                .withData("episodes", rows)
                .withResult("episodes", "" + rows.size())
                .withFailures(known.failures());
    }

    private static Map<String, Object> row(Known of, Episode episode) {
        PromotionRecord record = of.record();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("mesh", of.mesh().name());
        row.put("service", record.about().subject().service().toString());
        row.put("promotion", episode.promotion());
        row.put("version", episode.version());
        row.put("ending", ToldPromotion.word(episode.ending()));
        row.put("started", ToldPromotion.time(episode.started()));
        row.put("ended", ToldPromotion.time(episode.ended()));
        row.put("approver", episode.approver());
        row.put("override", episode.override());
        row.put("plan", episode.plan());
        row.put("release", episode.release());
        return row;
    }
}
