package io.meshfed.cli;

import io.meshfed.report.CheckStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All directions at a glance: a row per mesh, a column per peer; sync age, services exported and
 * imported, root days left.
 */
final class Matrix {

    private Matrix() {}

    /**
     * @param cells one per direction, as JSON shows them
     */
    static List<Map<String, Object>> of(List<Map<String, Object>> cells) {
        SortedSet<String> meshes = new TreeSet<>();
        cells.forEach(
                cell -> {
                    meshes.add(text(cell, "mesh"));
                    meshes.add(text(cell, "peer"));
                });
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String mesh : meshes) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("from", mesh);
            for (String peer : meshes) {
                row.put("to " + peer, cell(cells, mesh, peer));
            }
            rows.add(row);
        }
        return rows;
    }

    private static String cell(List<Map<String, Object>> cells, String mesh, String peer) {
        return cells.stream()
                .filter(cell -> text(cell, "mesh").equals(mesh) && text(cell, "peer").equals(peer))
                .findFirst()
                .map(Matrix::shown)
                .orElse("");
    }

    private static String shown(Map<String, Object> cell) {
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

    private static String text(Map<String, Object> cell, String key) {
        return String.valueOf(cell.getOrDefault(key, ""));
    }
}
