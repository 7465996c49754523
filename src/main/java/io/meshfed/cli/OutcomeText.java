package io.meshfed.cli;

import io.meshfed.model.Trees;
import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where a run left a promotion, as people read it: what came of it, and what the gates said. */
final class OutcomeText {

    /** The key of a report that holds one. */
    static final String KEY = "promotion";

    private OutcomeText() {}

    static List<String> of(RunReport report, Style style) {
        Map<String, Object> promotion = Trees.object(report.data().get(KEY));
        if (promotion.isEmpty() || text(promotion, "promotion").isEmpty()) {
            return List.of();
        }
        List<String> lines =
                new ArrayList<>(
                        Heading.of(
                                "%s, %s of %s: %s"
                                        .formatted(
                                                text(promotion, "promotion"),
                                                text(promotion, "version"),
                                                text(promotion, "service"),
                                                text(promotion, "verdict")),
                                style));
        List<Map<String, Object>> evidence = Trees.objects(promotion.get("evidence"));
        if (!evidence.isEmpty()) {
            lines.addAll(Table.of(evidence, style));
        }
        lines.add("");
        return lines;
    }

    private static String text(Map<String, Object> promotion, String key) {
        return SafeText.of(String.valueOf(promotion.getOrDefault(key, "")));
    }
}
