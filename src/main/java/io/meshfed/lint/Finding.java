package io.meshfed.lint;

import java.util.Comparator;

/**
 * One broken rule, and where.
 *
 * @param path the keys that lead to the place; empty for the file itself
 * @param line from 1
 * @param column from 1
 * @param code stable; docs/lint.md explains each
 */
public record Finding(
        String file,
        int line,
        int column,
        String path,
        String code,
        Severity severity,
        String problem,
        String remedy)
        implements Comparable<Finding> {

    private static final Comparator<Finding> FROM_TOP_TO_BOTTOM =
            Comparator.comparing(Finding::file)
                    .thenComparingInt(Finding::line)
                    .thenComparingInt(Finding::column)
                    .thenComparing(Finding::path)
                    .thenComparing(Finding::code)
                    .thenComparing(Finding::problem);

    @Override
    public int compareTo(Finding other) {
        return FROM_TOP_TO_BOTTOM.compare(this, other);
    }
}
