package io.meshfed.cli;

import io.meshfed.report.CheckStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * All directions at a glance: a row per mesh, a column per peer; sync age, services exported and
 * imported, root days left. With many meshes the columns are numbered, and all but the symbol is
 * told once per row: the oldest sync, the sums, the root that ends first.
 */
final class Matrix {

    /** What still fits into a window side by side. */
    private static final int FEW_MESHES = 4;

    private final Map<String, Map<String, Object>> cells = new LinkedHashMap<>();
    private final SortedSet<String> meshes = new TreeSet<>();

    private Matrix(List<Map<String, Object>> cells) {
        for (Map<String, Object> cell : cells) {
            meshes.add(text(cell, "mesh"));
            meshes.add(text(cell, "peer"));
            this.cells.put(text(cell, "mesh") + " " + text(cell, "peer"), cell);
        }
    }

    /**
     * @param cells one per direction, as JSON shows them
     */
    static List<Map<String, Object>> of(List<Map<String, Object>> cells) {
        Matrix matrix = new Matrix(cells);
        return matrix.meshes.size() > FEW_MESHES ? matrix.narrow() : matrix.wide();
    }

    private List<Map<String, Object>> wide() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String mesh : meshes) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("from", mesh);
            for (String peer : meshes) {
                row.put("to " + peer, cell(mesh, peer).map(Matrix::full).orElse(""));
            }
            rows.add(row);
        }
        return rows;
    }

    private List<Map<String, Object>> narrow() {
        List<Map<String, Object>> rows = new ArrayList<>();
        int number = 0;
        for (String mesh : meshes) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("#", ++number);
            row.put("from", mesh);
            int column = 0;
            for (String peer : meshes) {
                row.put(String.valueOf(++column), cell(mesh, peer).map(Matrix::brief).orElse(""));
            }
            row.put(
                    "sync",
                    numbers(mesh, "syncAgeSeconds").max().stream()
                            .mapToObj(age -> age + "s")
                            .findFirst()
                            .orElse(""));
            row.put("out", numbers(mesh, "exports").sum());
            row.put("in", numbers(mesh, "imports").sum());
            row.put(
                    "root",
                    numbers(mesh, "rootDaysLeft").min().stream()
                            .mapToObj(days -> days + "d")
                            .findFirst()
                            .orElse(""));
            rows.add(row);
        }
        return rows;
    }

    private Optional<Map<String, Object>> cell(String mesh, String peer) {
        return Optional.ofNullable(cells.get(mesh + " " + peer));
    }

    private static String full(Map<String, Object> cell) {
        String reason = text(cell, "reason");
        if (!reason.isEmpty()) {
            return CheckStatus.FAILED.symbol() + " " + reason;
        }
        String age =
                cell.containsKey("syncAgeSeconds")
                        ? " sync " + text(cell, "syncAgeSeconds") + "s"
                        : "";
        String root =
                cell.containsKey("rootDaysLeft") ? " root " + text(cell, "rootDaysLeft") + "d" : "";
        return "%s%s out %s in %s%s"
                .formatted(
                        CheckStatus.OK.symbol(),
                        age,
                        text(cell, "exports"),
                        text(cell, "imports"),
                        root);
    }

    private static String brief(Map<String, Object> cell) {
        boolean good = text(cell, "reason").isEmpty();
        return (good ? CheckStatus.OK : CheckStatus.FAILED).symbol();
    }

    private LongStream numbers(String mesh, String key) {
        return cells.values().stream()
                .filter(cell -> text(cell, "mesh").equals(mesh))
                .map(cell -> cell.get(key))
                .filter(Number.class::isInstance)
                .mapToLong(number -> ((Number) number).longValue());
    }

    private static String text(Map<String, Object> cell, String key) {
        return String.valueOf(cell.getOrDefault(key, ""));
    }
}
