package io.meshfed.cli;

import io.meshfed.model.Trees;
import io.meshfed.report.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Prints what is a command's own: every list of rows as a table, in the order in which the command
 * gave them.
 */
final class CommandText {

    private CommandText() {}

    static List<String> of(RunReport report, Style style) {
        List<String> lines = new ArrayList<>();
        report.data()
                .forEach(
                        (name, value) -> {
                            List<Map<String, Object>> rows = Trees.objects(value);
                            if (!rows.isEmpty()) {
                                lines.addAll(Table.of(rows, style));
                                lines.add("");
                            }
                        });
        return lines;
    }
}
