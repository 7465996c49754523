package io.meshfed.cli;

import io.meshfed.model.Trees;
import io.meshfed.report.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prints what is a command's own: every list of rows as a table, in the order in which the command
 * gave them.
 */
final class CommandText {

    private static final Map<String, String> TITLES =
            Map.of(
                    "drills", "Failover drills that are under way, or were cut off:",
                    "lingeringTrust", "Trusted all the same until istiod restarts:",
                    "operatorsLeft", "Installed until somebody deletes it; others may need it:",
                    "restartAdvice", "Only a restart of istiod helps here:");

    private CommandText() {}

    static List<String> of(RunReport report, Style style) {
        List<String> lines = new ArrayList<>();
        if (report.data().get("manifests") instanceof String yaml) {
            yaml.lines().forEach(lines::add);
        }
        lines.addAll(ProbeText.of(report, style));
        lines.addAll(DrillText.of(report, style));
        lines.addAll(PromotionText.of(report, style));
        lines.addAll(OutcomeText.of(report, style));
        report.data()
                .forEach(
                        (name, value) -> {
                            List<Map<String, Object>> rows = shown(report, name, value);
                            if (!rows.isEmpty()) {
                                Optional.ofNullable(TITLES.get(name)).ifPresent(lines::add);
                                lines.addAll(lines(name, rows, style));
                                lines.add("");
                            }
                        });
        return lines;
    }

    private static List<String> lines(String name, List<Map<String, Object>> rows, Style style) {
        return switch (name) {
            case "matrix" -> Table.wide(rows, style);
            case FindingsText.KEY -> FindingsText.of(rows, style);
            default -> Table.of(rows, style);
        };
    }

    private static List<Map<String, Object>> shown(RunReport report, String name, Object value) {
        List<Map<String, Object>> rows = Trees.objects(value);
        return switch (name) {
            case "matrix" -> Matrix.of(rows);
            // Elsewhere the checks have just said the same.
            case "gateways" -> report.command().equals("locate-gateway") ? rows : List.of();
            // Those are drawn by their commands, as a tree or a table of what matters.
            case "tasks", "pipelines", PromotionText.KEY -> List.of();
            default -> rows;
        };
    }
}
