package io.meshfed.cli;

import io.meshfed.model.Trees;
import io.meshfed.report.Check;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.RunReport;
import io.meshfed.report.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A run as people read it: what was checked, what changed, what is the command's own, and the sum
 * of it in one line.
 */
final class TextReport {

    /** They write, and have nothing to tell of where nothing is to be written. */
    private static final Set<String> MAY_FIND_NOTHING =
            Set.of("scale-workload", "failover-drill", "delete-manifests");

    private TextReport() {}

    static List<String> of(RunReport report, Style style, boolean verbose) {
        List<String> lines = new ArrayList<>();
        lines.addAll(ChecksText.of(report.checks(), style, verbose));
        lines.addAll(
                PlanText.in(report)
                        ? PlanText.of(report, style)
                        : ChangesText.of(report, style, verbose));
        lines.addAll(CommandText.of(report, style));
        lines.addAll(failures(report, style));
        String facts = String.join(", ", facts(report));
        if (!facts.isEmpty()) {
            lines.add("result: " + facts);
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    /** Where the sum counts failures that no check tells, stdout alone says what they are. */
    private static List<String> failures(RunReport report, Style style) {
        List<String> lines = new ArrayList<>();
        if (countsFailures(report)) {
            report.failures().stream()
                    .filter(failure -> !shows(report, failure))
                    .map(Failure::error)
                    .map(
                            error ->
                                    "%s %s: %s"
                                            .formatted(
                                                    style.red("×"),
                                                    error.errorClass().label(),
                                                    error.getMessage()))
                    .distinct()
                    .forEach(lines::add);
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        return lines;
    }

    /** A run that came to nothing has no sum, and all that it says is on stderr. */
    private static boolean countsFailures(RunReport report) {
        boolean ran = !report.checks().isEmpty() || !report.changes().isEmpty();
        return ran && report.count(CheckStatus.FAILED) == 0 && !report.failures().isEmpty();
    }

    /** Whether a failed check tells the same, with its hint. */
    static boolean shows(RunReport report, Failure failure) {
        return report.checks().stream().anyMatch(check -> tells(check, failure));
    }

    /** A failure without a remedy of its own sums up what failed checks say of its direction. */
    private static boolean tells(Check check, Failure failure) {
        boolean sum =
                check.status() == CheckStatus.FAILED
                        && failure.error().remedy().isEmpty()
                        && failure.meshes().equals(Set.of(check.mesh(), check.peer()));
        return sum || check.statement().equals(failure.error().getMessage());
    }

    /** What the last line tells. */
    static List<String> facts(RunReport report) {
        List<String> facts = new ArrayList<>();
        for (CheckStatus status :
                List.of(CheckStatus.FAILED, CheckStatus.WARNING, CheckStatus.SKIPPED)) {
            if (report.count(status) > 0) {
                String word = status == CheckStatus.WARNING ? "warning" : status.label();
                facts.add(
                        status == CheckStatus.WARNING
                                ? Words.count(report.count(status), word)
                                : report.count(status) + " " + word);
            }
        }
        if (countsFailures(report)) {
            facts.add(report.failures().size() + " failed");
        }
        if (!report.checks().isEmpty()) {
            facts.add(report.count(CheckStatus.OK) + " passed");
        }
        if (!report.changes().isEmpty()) {
            facts.add(changes(report));
        }
        if (facts.isEmpty() && MAY_FIND_NOTHING.contains(report.command()) && isFine(report)) {
            facts.add("nothing to change");
        }
        List<Map<String, Object>> matrix = Trees.objects(report.data().get("matrix"));
        if (report.checks().isEmpty() && !matrix.isEmpty()) {
            long good = matrix.stream().filter(cell -> "".equals(cell.get("reason"))).count();
            facts.add(
                    "%d of %s connected".formatted(good, Words.count(matrix.size(), "direction")));
        }
        if (report.data().containsKey(FindingsText.KEY)) {
            facts.add(FindingsText.sum(report, Trees.objects(report.data().get(FindingsText.KEY))));
        }
        return facts;
    }

    private static boolean isFine(RunReport report) {
        return report.failures().isEmpty() && report.verdict().errorClass() == ErrorClass.OK;
    }

    private static String changes(RunReport report) {
        if (report.changed() == 0 && report.failures().isEmpty()) {
            return "nothing to change";
        }
        return Words.count(report.changed(), "change") + (DryRun.of(report) ? " to make" : "");
    }
}
