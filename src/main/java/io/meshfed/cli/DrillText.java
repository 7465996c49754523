package io.meshfed.cli;

import io.meshfed.model.Trees;
import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A drill as people read it: what was lost, how long it took, and who answered when. */
final class DrillText {

    /** The key of a report that holds one. */
    static final String KEY = "drill";

    private static final int BAR = 20;
    private static final int MOST_LINES = 40;
    private static final char[] SIGNS = {'█', '▒', '░', '×'};

    private final Style style;
    private final DrillData drill;
    private final List<String> lines = new ArrayList<>();

    private DrillText(DrillData drill, Style style) {
        this.drill = drill;
        this.style = style;
    }

    static List<String> of(RunReport report, Style style) {
        Map<String, Object> data = Trees.object(report.data().get(KEY));
        return data.isEmpty() ? List.of() : new DrillText(new DrillData(data), style).told();
    }

    private List<String> told() {
        lines.addAll(
                Heading.of(
                        "%s of %s, taken over by %s"
                                .formatted(
                                        drill.text("service"),
                                        drill.text("mesh"),
                                        drill.text("peer")),
                        style));
        lines.add("verdict   " + verdict());
        lines.add(
                "lost      %s of %s requests"
                        .formatted(drill.text("lost"), drill.text("requests")));
        passage("failover", drill.text("peer"));
        passage("return", drill.text("mesh"));
        lines.add("");
        lines.add(
                "second    %c %s  %c %s  %c others  %c lost"
                        .formatted(
                                SIGNS[0],
                                drill.text("mesh"),
                                SIGNS[1],
                                drill.text("peer"),
                                SIGNS[2],
                                SIGNS[3]));
        seconds();
        lines.add("");
        return lines;
    }

    private String verdict() {
        String verdict = drill.text("verdict");
        String restored =
                drill.text("restored").equals("true")
                        ? "everything is as it was"
                        : style.red("NOT everything is as it was");
        return (verdict.equals("passed") ? style.green(verdict) : style.red(verdict))
                + "; "
                + restored;
    }

    private void passage(String key, String mesh) {
        Map<String, Object> passage = Trees.object(drill.data().get(key));
        if (passage.isEmpty()) {
            return;
        }
        Optional<Object> first = Optional.ofNullable(passage.get("firstSeconds"));
        Optional<Object> steady = Optional.ofNullable(passage.get("steadySeconds"));
        lines.add(
                "%-9s '%s' %s, %s; %s lost"
                        .formatted(
                                key,
                                mesh,
                                first.map("answered first after %ss"::formatted)
                                        .orElse("never answered"),
                                steady.map("everything after %ss"::formatted)
                                        .orElse("and never everything"),
                                passage.get("lost")));
    }

    /**
     * Seconds that are like the one before them are left out; of a long drill not all are shown.
     */
    private void seconds() {
        List<DrillData.Bar> bars = drill.bars();
        List<Map<String, Object>> moments = drill.moments();
        long most = bars.stream().mapToLong(DrillData.Bar::all).max().orElse(0);
        int shown = 0;
        int alike = 0;
        for (DrillData.Bar bar : bars) {
            String marks = marks(moments, bar.second());
            boolean same =
                    marks.isEmpty() && bar.second() > 0 && bar.like(bars.get(bar.second() - 1));
            if (same || shown == MOST_LINES) {
                alike++;
                continue;
            }
            skipped(alike);
            alike = 0;
            shown++;
            lines.add("%6d    %s%s".formatted(bar.second(), drawn(bar, most), marks));
        }
        skipped(alike);
    }

    private void skipped(int alike) {
        if (alike > 0) {
            lines.add(style.faint("       ·  %d more".formatted(alike)));
        }
    }

    private static String marks(List<Map<String, Object>> moments, int second) {
        List<String> marks = new ArrayList<>();
        for (Map<String, Object> moment : moments) {
            double at = moment.get("at") instanceof Number number ? number.doubleValue() : -1;
            if ((int) at == second) {
                marks.add(SafeText.of(String.valueOf(moment.get("what"))));
            }
        }
        return marks.isEmpty() ? "" : "  <- " + String.join(", ", marks);
    }

    private String drawn(DrillData.Bar bar, long most) {
        StringBuilder text = new StringBuilder();
        long[] counts = {bar.local(), bar.peer(), bar.others(), bar.failed()};
        for (int i = 0; i < counts.length; i++) {
            int width = most == 0 ? 0 : (int) Math.ceil((double) counts[i] * BAR / most);
            String part = String.valueOf(SIGNS[i]).repeat(width);
            text.append(i == counts.length - 1 ? style.red(part) : part);
        }
        int length = (int) text.codePoints().filter(c -> c > 0x7f).count();
        return text + " ".repeat(Math.max(0, BAR + 2 - length)) + told(bar);
    }

    private static String told(DrillData.Bar bar) {
        List<String> counts = new ArrayList<>();
        for (long count : new long[] {bar.local(), bar.peer(), bar.others(), bar.failed()}) {
            counts.add("%3d".formatted(count));
        }
        return String.join(" ", counts);
    }
}
