package io.meshfed.cli;

import io.meshfed.report.Change;
import io.meshfed.report.Check;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.Failure;
import io.meshfed.report.FieldChange;
import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run as people read it: what was checked, grouped per mesh and per direction, then what changed.
 */
final class TextReport {

    private static final int CODE_COLUMN = 78;

    private final Style style;
    private final List<String> lines = new ArrayList<>();

    private TextReport(Style style) {
        this.style = style;
    }

    static List<String> of(RunReport report, Style style) {
        TextReport text = new TextReport(style);
        text.checks(report.checks());
        text.changes(report.changes());
        text.lines.addAll(CommandText.of(report, style));
        text.result(report);
        return text.lines;
    }

    /** Whether a failed check tells the same, with its hint. */
    static boolean shows(RunReport report, Failure failure) {
        return report.checks().stream()
                .anyMatch(check -> check.statement().equals(failure.error().getMessage()));
    }

    private void checks(List<Check> checks) {
        Map<String, List<Check>> groups = new TreeMap<>();
        for (Check check : checks) {
            groups.computeIfAbsent(groupKey(check), key -> new ArrayList<>()).add(check);
        }
        groups.forEach(
                (key, group) -> {
                    heading(title(group.get(0)));
                    group.stream().sorted(Comparator.comparing(Check::code)).forEach(this::check);
                    lines.add("");
                });
    }

    /** Meshes first, then directions, then what concerns the whole federation. */
    private static String groupKey(Check check) {
        String rank = check.mesh().isEmpty() ? "3" : check.peer().isEmpty() ? "1" : "2";
        return rank + " " + check.mesh() + " " + check.peer();
    }

    private static String title(Check check) {
        if (check.mesh().isEmpty()) {
            return "federation";
        }
        return check.peer().isEmpty()
                ? "mesh " + check.mesh()
                : "direction " + check.mesh() + " -> " + check.peer();
    }

    private void heading(String title) {
        lines.add(style.bold(title));
        lines.add("-".repeat(title.length()));
    }

    private void check(Check check) {
        String plain = "%s %s".formatted(check.status().symbol(), check.statement());
        String padding = " ".repeat(Math.max(2, CODE_COLUMN - plain.length()));
        lines.add(coloured(check.status(), plain) + padding + style.faint(check.code().code()));
        if (check.status() == CheckStatus.OK) {
            return;
        }
        detail("", check.reason());
        detail("observed: ", SafeText.of(check.observed()));
        check.hint().lines().forEach(hint -> detail("", hint));
        if (check.status() != CheckStatus.SKIPPED) {
            detail("see ", check.code().anchor());
        }
    }

    private void detail(String prefix, String text) {
        if (!text.isEmpty()) {
            lines.add("    " + prefix + text);
        }
    }

    private String coloured(CheckStatus status, String text) {
        return switch (status) {
            case OK -> style.green(text.substring(0, 1)) + text.substring(1);
            case WARNING -> style.yellow(text);
            case FAILED -> style.red(text);
            case SKIPPED -> style.faint(text);
        };
    }

    private void changes(List<Change> changes) {
        long unchanged = changes.stream().filter(c -> c.kind() == Change.Kind.UNCHANGED).count();
        for (Change change : changes) {
            if (change.kind() != Change.Kind.UNCHANGED) {
                change(change);
            }
        }
        if (unchanged > 0) {
            lines.add("unchanged  " + Words.count(unchanged, "object"));
        }
        if (!changes.isEmpty()) {
            lines.add("");
        }
    }

    private void change(Change change) {
        String word = change.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        lines.add("%-9s  %s  in cluster %s".formatted(word, change.object(), change.cluster()));
        for (FieldChange field : change.fields()) {
            lines.add("             " + field(field));
        }
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

    private void result(RunReport report) {
        List<String> facts = new ArrayList<>();
        if (!report.checks().isEmpty()) {
            for (CheckStatus status :
                    List.of(CheckStatus.FAILED, CheckStatus.WARNING, CheckStatus.SKIPPED)) {
                if (report.count(status) > 0) {
                    facts.add(report.count(status) + " " + status.label());
                }
            }
            facts.add(report.count(CheckStatus.OK) + " passed");
        }
        if (!report.changes().isEmpty()) {
            facts.add(Words.count(report.changed(), "change"));
        }
        if (!facts.isEmpty()) {
            lines.add("result: " + String.join(", ", facts));
        }
    }
}
