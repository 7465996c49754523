package io.meshfed.cli;

import io.meshfed.model.Trees;
import io.meshfed.probe.Millis;
import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A probe as people read it: how many, how fast, and a bar for everybody who answered. */
final class ProbeText {

    /** The key of a report that holds one. */
    static final String KEY = "probe";

    private static final int BAR = 20;
    private static final int MOST_ROWS = 12;
    private static final int LABEL = 10;

    private final Style style;
    private final List<String> lines = new ArrayList<>();
    private final int nameWidth;
    private final int countWidth;

    private ProbeText(Style style, List<Map<String, Object>> rows) {
        this.style = style;
        this.nameWidth = width(rows, "name");
        this.countWidth = width(rows, "requests");
    }

    private static int width(List<Map<String, Object>> rows, String column) {
        return rows.stream().mapToInt(row -> text(row, column).length()).max().orElse(0);
    }

    static List<String> of(RunReport report, Style style) {
        Map<String, Object> probe = Trees.object(report.data().get(KEY));
        if (probe.isEmpty()) {
            return List.of();
        }
        Map<String, Object> distribution = Trees.object(probe.get("distribution"));
        List<Map<String, Object>> failures = Trees.objects(probe.get("failures"));
        List<Map<String, Object>> all = new ArrayList<>(failures);
        distribution.values().forEach(rows -> all.addAll(Trees.objects(rows)));
        ProbeText text = new ProbeText(style, all);
        text.head(probe);
        distribution.forEach((by, rows) -> text.bars(by, Trees.objects(rows)));
        text.bars("failures", failures);
        text.lines.add("");
        return text.lines;
    }

    private void head(Map<String, Object> probe) {
        lines.addAll(
                Heading.of(
                        "%s of %s, %s"
                                .formatted(
                                        text(probe, "service"),
                                        text(probe, "mesh"),
                                        text(probe, "url")),
                        style));
        lines.add(
                label("requests")
                        + "%s in %ss, %s%% answered"
                                .formatted(
                                        text(probe, "requests"),
                                        text(probe, "seconds"),
                                        number(probe.get("successPercent"))));
        List<String> times = new ArrayList<>();
        Trees.object(probe.get("latencyMillis"))
                .forEach((name, millis) -> times.add(name + " " + time(millis)));
        if (!"0".equals(text(probe, "answered"))) {
            lines.add(label("latency") + String.join("   ", times));
        }
    }

    private void bars(String title, List<Map<String, Object>> rows) {
        String label = title;
        for (Map<String, Object> row : rows.subList(0, Math.min(MOST_ROWS, rows.size()))) {
            lines.add(label(label) + bar(row));
            label = "";
        }
        if (rows.size() > MOST_ROWS) {
            lines.add(label("") + "and %d more".formatted(rows.size() - MOST_ROWS));
        }
    }

    private String bar(Map<String, Object> row) {
        double percent = row.get("percent") instanceof Number number ? number.doubleValue() : 0;
        int full = (int) Math.round(percent / 100 * BAR);
        String name = text(row, "name");
        String count = text(row, "requests");
        return "%s%s  %s%s  %s%s  %s%%"
                .formatted(
                        name,
                        " ".repeat(nameWidth - name.length()),
                        " ".repeat(countWidth - count.length()),
                        count,
                        style.bold("█".repeat(full)),
                        style.faint("·".repeat(BAR - full)),
                        number(row.get("percent")));
    }

    private String label(String label) {
        return label + " ".repeat(Math.max(1, LABEL - label.length()));
    }

    private static String time(Object millis) {
        double number = millis instanceof Number given ? given.doubleValue() : 0;
        return Millis.text(Duration.ofNanos(Math.round(number * 1_000_000)));
    }

    /** A whole number is written as one. */
    private static String number(Object value) {
        String text = String.valueOf(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String text(Map<String, Object> row, String column) {
        return SafeText.of(String.valueOf(row.getOrDefault(column, "")));
    }
}
