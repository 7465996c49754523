package io.meshfed.cli;

import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows with named columns, aligned. */
final class Table {

    private static final int GAP = 3;

    private Table() {}

    /** A line per row; a block of lines per row where a line would be too long. */
    static List<String> of(List<Map<String, Object>> rows, Style style) {
        List<List<String>> cells = cells(rows);
        return width(cells) > style.width() ? blocks(cells, style) : aligned(cells, style);
    }

    /** A line per row, however long, unless the terminal is known to be narrower. */
    static List<String> wide(List<Map<String, Object>> rows, Style style) {
        return style.width() < Style.WIDEST ? of(rows, style) : aligned(cells(rows), style);
    }

    private static int width(List<List<String>> cells) {
        return widths(cells).stream().mapToInt(column -> column + GAP).sum() - GAP;
    }

    private static List<List<String>> cells(List<Map<String, Object>> rows) {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        List<List<String>> cells = new ArrayList<>();
        cells.add(columns.stream().map(Table::title).toList());
        for (Map<String, Object> row : rows) {
            cells.add(columns.stream().map(column -> cell(row.get(column))).toList());
        }
        return cells;
    }

    private static List<String> aligned(List<List<String>> cells, Style style) {
        List<Integer> widths = widths(cells);
        List<String> lines = new ArrayList<>();
        for (List<String> row : cells) {
            String line = line(row, widths);
            lines.add(lines.isEmpty() ? style.bold(line) : line);
        }
        return lines;
    }

    /** A block of lines per row: the first cell, and under it the others with their titles. */
    private static List<String> blocks(List<List<String>> cells, Style style) {
        List<String> titles = cells.get(0);
        int width = titles.stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (List<String> row : cells.subList(1, cells.size())) {
            lines.add(style.bold(row.get(0)));
            for (int column = 1; column < row.size(); column++) {
                String title = titles.get(column).toLowerCase(Locale.ROOT);
                lines.add(
                        "  %s%s  %s"
                                .formatted(
                                        title,
                                        " ".repeat(width - title.length()),
                                        row.get(column)));
            }
        }
        return lines;
    }

    /** {@code clusterId} becomes {@code CLUSTER ID}; what has a blank was meant as it is. */
    private static String title(String column) {
        if (column.indexOf(' ') >= 0) {
            return column;
        }
        return column.replaceAll("([a-z])([A-Z])", "$1 $2").toUpperCase(Locale.ROOT);
    }

    private static String cell(Object value) {
        if (value instanceof Collection<?> many) {
            return many.stream().map(Table::cell).collect(Collectors.joining(", "));
        }
        String text = value == null ? "" : SafeText.of(String.valueOf(value));
        return text.isEmpty() ? "-" : text;
    }

    private static List<Integer> widths(List<List<String>> cells) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < cells.get(0).size(); column++) {
            int at = column;
            widths.add(cells.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        return widths;
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(row.get(column));
            if (column < row.size() - 1) {
                line.append(" ".repeat(widths.get(column) - row.get(column).length() + GAP));
            }
        }
        return line.toString();
    }
}
