package io.meshfed.steps.verify;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All directions of a federation at a glance: a row per local mesh, a column per peer. */
public record MatrixView(List<MatrixCell> cells) {

    public MatrixView {
        cells = cells.stream().sorted(Comparator.comparing(MatrixCell::direction)).toList();
    }

    public static MatrixView of(Collection<MatrixCell> cells) {
        return new MatrixView(List.copyOf(cells));
    }

    /** Names of all meshes that appear, sorted: the rows and the columns. */
    public List<String> meshes() {
        return cells.stream()
                .flatMap(
                        cell ->
                                Stream.of(
                                        cell.direction().local().name(),
                                        cell.direction().remote().name()))
                .distinct()
                .sorted()
                .toList();
    }

    /** Empty on the diagonal and where two meshes are not peered. */
    public Optional<MatrixCell> cell(String mesh, String peer) {
        return cells.stream()
                .filter(cell -> cell.direction().local().name().equals(mesh))
                .filter(cell -> cell.direction().remote().name().equals(peer))
                .findFirst();
    }

    /** The header, then a row per mesh; {@code -} where there is nothing. */
    public List<List<String>> table() {
        List<String> meshes = meshes();
        Stream<List<String>> header =
                Stream.of(
                        Stream.concat(Stream.of(""), meshes.stream().map(m -> "to " + m)).toList());
        return Stream.concat(header, meshes.stream().map(mesh -> row(mesh, meshes))).toList();
    }

    private List<String> row(String mesh, List<String> meshes) {
        Stream<String> cellsOfMesh =
                meshes.stream().map(peer -> cell(mesh, peer).map(MatrixCell::text).orElse("-"));
        return Stream.concat(Stream.of(mesh), cellsOfMesh).toList();
    }

    /** For JSON. */
    public List<Map<String, Object>> toData() {
        return cells.stream().map(MatrixCell::toData).toList();
    }
}
