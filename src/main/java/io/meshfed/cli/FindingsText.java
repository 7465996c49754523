package io.meshfed.cli;

import io.meshfed.lint.Finding;
import io.meshfed.model.Trees;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.RunReport;
import io.meshfed.report.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings in files as people read them: file by file, from top to bottom. */
final class FindingsText {

    /** The key of a report that holds them. */
    static final String KEY = "findings";

    private static final String WARNING = "warning";

    private FindingsText() {}

    static List<Map<String, Object>> rows(List<Finding> findings) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("file", finding.file());
            row.put("line", finding.line());
            row.put("column", finding.column());
            row.put("path", finding.path());
            row.put("code", finding.code());
            row.put("severity", finding.severity().label());
            row.put("problem", finding.problem());
            row.put("remedy", finding.remedy());
            rows.add(row);
        }
        return rows;
    }

    static List<String> of(List<Map<String, Object>> rows, Style style) {
        List<String> lines = new ArrayList<>();
        String file = "";
        for (Map<String, Object> row : rows) {
            if (!row.get("file").equals(file)) {
                if (!file.isEmpty()) {
                    lines.add("");
                }
                file = String.valueOf(row.get("file"));
                lines.addAll(Heading.of(file, style));
            }
            lines.add(first(row, style));
            lines.add("    " + row.get("remedy"));
        }
        return lines;
    }

    /** {@code × 12:7 problem code}. */
    private static String first(Map<String, Object> row, Style style) {
        boolean warning = row.get("severity").equals(WARNING);
        String symbol = (warning ? CheckStatus.WARNING : CheckStatus.FAILED).symbol();
        String problem =
                "%s %s:%s  %s"
                        .formatted(symbol, row.get("line"), row.get("column"), row.get("problem"));
        return (warning ? style.yellow(problem) : style.red(problem))
                + "  "
                + style.faint(String.valueOf(row.get("code")));
    }

    /** A line each, as report files hold them; empty for a command that finds nothing in files. */
    static List<String> lines(RunReport report) {
        return Trees.objects(report.data().get(KEY)).stream()
                .map(
                        row ->
                                "%s:%s:%s %s %s: %s %s"
                                        .formatted(
                                                row.get("file"),
                                                row.get("line"),
                                                row.get("column"),
                                                row.get("severity"),
                                                row.get("code"),
                                                row.get("problem"),
                                                row.get("remedy")))
                .toList();
    }

    /** {@code 2 errors, 1 warning in 34 files}. */
    static String sum(RunReport report, List<Map<String, Object>> rows) {
        long warnings = rows.stream().filter(row -> row.get("severity").equals(WARNING)).count();
        return "%s, %s in %s"
                .formatted(
                        Words.count(rows.size() - warnings, "error"),
                        Words.count(warnings, WARNING),
                        Words.count(((Number) report.data().get("files")).longValue(), "file"));
    }
}
