package io.meshfed.catalog;

import java.util.List;

/** A table in Markdown. */
final class MarkdownTable {

    private MarkdownTable() {}

    static String of(List<String> head, List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        row(text, head);
        row(text, head.stream().map(column -> "---").toList());
        rows.forEach(row -> row(text, row));
        return text.toString();
    }

    private static void row(StringBuilder text, List<String> cells) {
        for (String cell : cells) {
            text.append("| ").append(cell(cell)).append(' ');
        }
        text.append("|\n");
    }

    /** Code that holds nothing would show as two lone marks. */
    private static String cell(String cell) {
        return cell.equals("``") ? "" : cell.replace("|", "\\|").replace("<", "&lt;");
    }
}
