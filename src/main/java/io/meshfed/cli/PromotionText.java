package io.meshfed.cli;

import io.meshfed.model.Trees;
import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Promotions as people read them: the way with a mark where each is, and what is known of it. */
final class PromotionText {

    /** The key of a report that holds some. */
    static final String KEY = "promotions";

    private static final int LABEL = 11;

    private final Style style;
    private final Map<String, Object> promotion;
    private final List<String> lines = new ArrayList<>();

    private PromotionText(Map<String, Object> promotion, Style style) {
        this.promotion = promotion;
        this.style = style;
    }

    static List<String> of(RunReport report, Style style) {
        List<String> lines = new ArrayList<>();
        for (Map<String, Object> each : Trees.objects(report.data().get(KEY))) {
            lines.addAll(new PromotionText(each, style).told());
        }
        boolean none = report.data().containsKey(KEY) && lines.isEmpty();
        if (none && report.failures().isEmpty()) {
            lines.add("nothing was ever promoted there");
        }
        return lines;
    }

    private List<String> told() {
        lines.addAll(
                Heading.of(
                        "%s %s: %s to %s of %s"
                                .formatted(
                                        text("promotion"),
                                        text("version"),
                                        text("from"),
                                        text("service"),
                                        text("mesh")),
                        style));
        lines.add(drawing());
        lines.add("");
        line("stands", standing());
        line("plan", text("plan"));
        line("approver", text("approver"));
        line("override", text("override"));
        line("release", text("release"));
        line("run", text("run"));
        line("started", text("started"));
        line("changed", text("changed"));
        List<Map<String, Object>> readings = Trees.objects(promotion.get("readings"));
        if (!readings.isEmpty()) {
            lines.add("");
            lines.addAll(Table.of(readings, style));
            lines.add("");
        }
        line("next", text("next"));
        lines.add("");
        return lines;
    }

    private String drawing() {
        List<String> stages = new ArrayList<>();
        for (Map<String, Object> stage : Trees.objects(promotion.get("stages"))) {
            String name = SafeText.of(String.valueOf(stage.get("name")));
            stages.add(
                    switch (String.valueOf(stage.get("place"))) {
                        case "done" -> style.green("●") + " " + name;
                        case "here" -> style.bold("◉ " + name);
                        default -> style.faint("○ " + name);
                    });
        }
        return String.join(" ── ", stages);
    }

    private String standing() {
        String phase =
                "%s%s"
                        .formatted(
                                text("phase"),
                                text("phase").matches("routing|lowering|judging")
                                        ? " step %s of %s".formatted(text("step"), text("steps"))
                                        : "");
        if (!text("halt").isEmpty()) {
            return style.red(
                    "%s, halted since %s: %s".formatted(phase, text("haltedSince"), text("halt")));
        }
        String ending = text("ending").isEmpty() ? "" : ", " + text("ending");
        return phase + ending + (text("atWork").equals("true") ? ", a run is at work" : "");
    }

    private void line(String label, String value) {
        if (!value.isEmpty()) {
            lines.add(label + " ".repeat(LABEL - label.length()) + value);
        }
    }

    private String text(String key) {
        return SafeText.of(String.valueOf(promotion.getOrDefault(key, "")));
    }
}
