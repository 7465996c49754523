package io.meshfed.cli;

import io.meshfed.report.Change;
import io.meshfed.report.FieldChange;
import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;
import io.meshfed.report.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was written, per cluster, field by field. Of many objects of one kind only their number is
 * told; a rehearsal tells each of them, for that is what it is for.
 */
final class ChangesText {

    private static final int FEW_OBJECTS = 12;

    private final Style style;
    private final boolean rehearsal;
    private final boolean brief;
    private final List<String> lines = new ArrayList<>();

    private ChangesText(Style style, boolean rehearsal, boolean brief) {
        this.style = style;
        this.rehearsal = rehearsal;
        this.brief = brief;
    }

    static List<String> of(RunReport report, Style style, boolean verbose) {
        boolean rehearsal = DryRun.of(report);
        ChangesText text = new ChangesText(style, rehearsal, !verbose && !rehearsal);
        report.changes().stream()
                .collect(Collectors.groupingBy(Change::cluster, TreeMap::new, Collectors.toList()))
                .forEach(text::cluster);
        return text.lines;
    }

    private void cluster(String name, List<Change> changes) {
        lines.addAll(Heading.of("cluster " + name, style));
        if (brief && changes.size() > FEW_OBJECTS) {
            counts(changes);
        } else {
            changes.stream()
                    .filter(change -> change.kind() != Change.Kind.UNCHANGED)
                    .forEach(this::change);
            long unchanged =
                    changes.stream().filter(c -> c.kind() == Change.Kind.UNCHANGED).count();
            if (unchanged > 0) {
                line(Change.Kind.UNCHANGED, Words.count(unchanged, "object"));
            }
        }
        lines.add("");
    }

    private void counts(List<Change> changes) {
        Map<Change.Kind, Map<String, Long>> counts = new TreeMap<>();
        for (Change change : changes) {
            counts.computeIfAbsent(change.kind(), kind -> new TreeMap<>())
                    .merge(change.object().type().kind(), 1L, Long::sum);
        }
        counts.forEach(
                (kind, types) ->
                        types.forEach((type, count) -> line(kind, Words.count(count, type))));
    }

    private void change(Change change) {
        line(change.kind(), change.object().toString());
        for (FieldChange field : change.fields()) {
            lines.add((rehearsal ? "                " : "             ") + field(field));
        }
    }

    private void line(Change.Kind kind, String what) {
        String word = rehearsal ? rehearsed(kind) : done(kind);
        lines.add((rehearsal ? "%-12s  %s" : "%-9s  %s").formatted(word, what));
    }

    private static String done(Change.Kind kind) {
        return switch (kind) {
            case CREATED -> "created";
            case UPDATED -> "updated";
            case UNCHANGED -> "unchanged";
            case DELETED -> "deleted";
            case NOT_FOUND -> "not found";
        };
    }

    private static String rehearsed(Change.Kind kind) {
        return switch (kind) {
            case CREATED -> "would create";
            case UPDATED -> "would update";
            case DELETED -> "would delete";
            case UNCHANGED, NOT_FOUND -> done(kind);
        };
    }

    private String field(FieldChange field) {
        String path = SafeText.of(field.path());
        String before = SafeText.of(field.before());
        String after = SafeText.of(field.after());
        if (before.isEmpty()) {
            return style.green("+ %s: %s".formatted(path, after));
        }
        return after.isEmpty()
                ? style.red("- %s: %s".formatted(path, before))
                : style.yellow("~ %s: %s -> %s".formatted(path, before, after));
    }
}
