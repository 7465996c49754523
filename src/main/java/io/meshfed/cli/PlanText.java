package io.meshfed.cli;

import io.meshfed.model.Trees;
import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plan of a promotion as people read it: per cluster, by when, field by field. */
final class PlanText {

    private static final String KEY = "plan";
    private static final int LONGEST = 120;
    private static final String NOTE = "metadata.annotations[meshfed.io/applied]";

    private final Style style;
    private final List<String> lines = new ArrayList<>();

    private PlanText(Style style) {
        this.style = style;
    }

    /** Whether its changes are told here, with their time. */
    static boolean in(RunReport report) {
        return Trees.object(report.data().get(KEY)).containsKey("changes");
    }

    static List<String> of(RunReport report, Style style) {
        if (!in(report)) {
            return List.of();
        }
        Map<String, Object> plan = Trees.object(report.data().get(KEY));
        PlanText text = new PlanText(style);
        byCluster(plan).forEach(text::cluster);
        text.lines.add("plan " + SafeText.of(String.valueOf(plan.get("digest"))));
        text.lines.add("");
        return text.lines;
    }

    /** By cluster, and there by the time at which it is done. */
    static Map<String, Map<String, List<Map<String, Object>>>> byCluster(Map<String, Object> plan) {
        Map<String, Map<String, List<Map<String, Object>>>> clusters = new LinkedHashMap<>();
        for (Map<String, Object> row : Trees.objects(plan.get("changes"))) {
            clusters.computeIfAbsent(text(row, "cluster"), none -> new LinkedHashMap<>())
                    .computeIfAbsent(text(row, "when"), none -> new ArrayList<>())
                    .add(row);
        }
        return clusters;
    }

    private void cluster(String name, Map<String, List<Map<String, Object>>> times) {
        lines.addAll(Heading.of("cluster " + name, style));
        times.forEach(
                (when, rows) -> {
                    lines.add(style.bold(when));
                    rows.forEach(this::row);
                });
        lines.add("");
    }

    private void row(Map<String, Object> row) {
        lines.add("  would %s  %s".formatted(text(row, "change"), text(row, "object")));
        if (!text(row, "change").equals("delete")) {
            fields(row).forEach(field -> lines.add("    " + field(field)));
        }
    }

    /** Without our own note of what was applied, which says nothing to people. */
    static List<Map<String, Object>> fields(Map<String, Object> row) {
        return Trees.objects(row.get("fields")).stream()
                .filter(field -> !NOTE.equals(field.get("path")))
                .toList();
    }

    private String field(Map<String, Object> field) {
        String path = text(field, "path");
        String before = text(field, "before");
        String after = text(field, "after");
        if (before.isEmpty()) {
            return style.green("+ %s: %s".formatted(path, after));
        }
        return after.isEmpty()
                ? style.red("- %s: %s".formatted(path, before))
                : style.yellow("~ %s: %s -> %s".formatted(path, before, after));
    }

    static String text(Map<String, Object> row, String key) {
        String text = String.valueOf(row.getOrDefault(key, ""));
        return SafeText.of(text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text);
    }
}
