package io.meshfed.steps.verify;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** All directions of a federation at a glance: a row per local mesh, a column per peer. */
public record MatrixView(List<MatrixCell> cells) {

    public MatrixView {
        cells = cells.stream().sorted(Comparator.comparing(MatrixCell::direction)).toList();
    }

    public static MatrixView of(Collection<MatrixCell> cells) {
        return new MatrixView(List.copyOf(cells));
    }

    /** For JSON. */
    public List<Map<String, Object>> toData() {
        return cells.stream().map(MatrixCell::toData).toList();
    }
}
