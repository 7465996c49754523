package io.meshfed.cli;

import io.meshfed.model.Trees;
import io.meshfed.report.Change;
import io.meshfed.report.Check;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FieldChange;
import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;
import io.meshfed.report.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run as a comment on a pull request: the verdict in the first line, what needs a person next,
 * then what changed; what went well is folded away. Text from clusters stands in code spans, so
 * that it can neither link, mention anybody nor break a table.
 */
final class MarkdownReport {

    /** A comment longer than this is refused by most servers; a federation of 20 meshes fits. */
    private static final int MOST_OBJECTS = 100;

    private final RunReport report;
    private final List<String> lines = new ArrayList<>();

    private MarkdownReport(RunReport report) {
        this.report = report;
    }

    static String of(RunReport report) {
        MarkdownReport markdown = new MarkdownReport(report);
        markdown.verdict();
        markdown.failures();
        markdown.findings();
        markdown.checks();
        if (PlanText.in(report)) {
            markdown.plan();
        } else {
            markdown.changes();
        }
        return String.join("\n", markdown.lines) + "\n";
    }

    private void verdict() {
        boolean good = report.verdict().errorClass() == ErrorClass.OK;
        String federation = report.federation().isEmpty() ? "" : " of " + code(report.federation());
        lines.add(
                "### meshfed %s%s: %s (exit %d)"
                        .formatted(
                                report.command(),
                                federation,
                                good ? "OK" : report.verdict().errorClass().label(),
                                report.verdict().exitCode()));
        lines.add("");
        List<String> facts = new ArrayList<>();
        if (report.data().containsKey(FindingsText.KEY)) {
            facts.add(Words.count(FindingsText.lines(report).size(), "finding"));
        } else {
            facts.add(
                    Words.count(report.changed(), "change")
                            + (DryRun.of(report) ? " to make" : ""));
        }
        for (CheckStatus status : CheckStatus.values()) {
            if (report.count(status) > 0) {
                facts.add("%d %s".formatted(report.count(status), status.label()));
            }
        }
        lines.add(String.join(", ", facts));
    }

    private void findings() {
        List<String> found = FindingsText.lines(report);
        if (!found.isEmpty()) {
            lines.add("");
            found.forEach(each -> lines.add("- " + code(each)));
        }
    }

    private void failures() {
        List<Failure> untold =
                report.failures().stream()
                        .filter(failure -> !TextReport.shows(report, failure))
                        .toList();
        if (untold.isEmpty()) {
            return;
        }
        lines.add("");
        for (Failure failure : untold) {
            lines.add(
                    "- **%s** %s"
                            .formatted(
                                    failure.error().errorClass().label(),
                                    code(failure.error().getMessage())));
            failure.error().details().forEach(detail -> lines.add("  - " + code(detail)));
            failure.error().remedy().lines().forEach(line -> lines.add("  - " + code(line)));
        }
    }

    private void checks() {
        List<Check> open =
                report.checks().stream().filter(check -> check.status() != CheckStatus.OK).toList();
        if (!open.isEmpty()) {
            table(open);
            hints(open);
        }
        List<Check> good =
                report.checks().stream().filter(check -> check.status() == CheckStatus.OK).toList();
        if (!good.isEmpty()) {
            lines.add("");
            lines.add("<details><summary>%d ok</summary>".formatted(good.size()));
            table(good);
            lines.add("");
            lines.add("</details>");
        }
    }

    private void table(List<Check> checks) {
        lines.add("");
        lines.add("| | mesh | peer | check | found |");
        lines.add("| --- | --- | --- | --- | --- |");
        checks.stream()
                .sorted(
                        Comparator.comparing(Check::mesh)
                                .thenComparing(Check::peer)
                                .thenComparing(Check::code))
                .forEach(
                        check ->
                                lines.add(
                                        "| %s | %s | %s | %s | %s |"
                                                .formatted(
                                                        check.status().symbol(),
                                                        check.mesh(),
                                                        check.peer(),
                                                        check.code().code(),
                                                        cell(found(check)))));
    }

    private static String found(Check check) {
        return check.status() == CheckStatus.SKIPPED
                ? "skipped: " + check.reason()
                : check.statement();
    }

    private void hints(List<Check> checks) {
        for (Check check : checks) {
            if (check.status() == CheckStatus.FAILED) {
                lines.add("");
                lines.add(
                        "**%s** %s%s"
                                .formatted(
                                        check.code().code(),
                                        check.mesh(),
                                        check.peer().isEmpty() ? "" : " → " + check.peer()));
                lines.add("");
                if (!check.observed().isEmpty()) {
                    lines.add("- observed: " + code(check.observed()));
                }
                check.hint().lines().forEach(hint -> lines.add("- " + code(hint)));
            }
        }
    }

    /** Whoever approves it reads it here: each object under the time at which it is changed. */
    private void plan() {
        Map<String, Object> plan = Trees.object(report.data().get("plan"));
        lines.add("");
        lines.add("Approve it by its digest: " + code(String.valueOf(plan.get("digest"))));
        PlanText.byCluster(plan)
                .forEach(
                        (cluster, times) -> {
                            lines.add("");
                            lines.add("**%s**".formatted(cluster));
                            times.forEach(this::planned);
                        });
    }

    private void planned(String when, List<Map<String, Object>> rows) {
        lines.add("");
        lines.add("%s:".formatted(code(when)));
        lines.add("");
        for (Map<String, Object> row : rows) {
            lines.add("- %s %s".formatted(row.get("change"), code(PlanText.text(row, "object"))));
            for (Map<String, Object> field : PlanText.fields(row)) {
                lines.add(
                        "  - %s: %s → %s"
                                .formatted(
                                        code(PlanText.text(field, "path")),
                                        code(PlanText.text(field, "before")),
                                        code(PlanText.text(field, "after"))));
            }
        }
    }

    private void changes() {
        Map<String, List<Change>> byCluster = new TreeMap<>();
        report.changes().stream()
                .filter(change -> change.kind().isWrite())
                .forEach(
                        change ->
                                byCluster
                                        .computeIfAbsent(change.cluster(), c -> new ArrayList<>())
                                        .add(change));
        byCluster.forEach(this::changes);
    }

    private void changes(String cluster, List<Change> changes) {
        lines.add("");
        lines.add("**%s**".formatted(cluster));
        lines.add("");
        changes.stream().limit(MOST_OBJECTS).forEach(this::change);
        if (changes.size() > MOST_OBJECTS) {
            lines.add("- and %d more".formatted(changes.size() - MOST_OBJECTS));
        }
    }

    private void change(Change change) {
        lines.add("- %s %s".formatted(change.kind().label(), code(change.object().toString())));
        for (FieldChange field : change.fields()) {
            lines.add(
                    "  - %s: %s → %s"
                            .formatted(
                                    code(field.path()),
                                    code(String.valueOf(field.before())),
                                    code(String.valueOf(field.after()))));
        }
    }

    /**
     * A pipe ends a cell even inside a code span, and a backslash before the one that takes away
     * its meaning would take away that one's.
     */
    private static String cell(String text) {
        return code(text).replace("\\|", "\\ |").replace("|", "\\|");
    }

    /** A code span, whose fence is longer than any row of backticks in it. */
    private static String code(String hostile) {
        String text = SafeText.of(hostile);
        if (text.isEmpty()) {
            return "";
        }
        String fence = "`";
        while (text.contains(fence)) {
            fence += "`";
        }
        boolean edge = text.startsWith("`") || text.endsWith("`");
        return edge ? fence + " " + text + " " + fence : fence + text + fence;
    }
}
