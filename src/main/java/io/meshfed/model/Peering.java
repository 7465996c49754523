package io.meshfed.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An unordered pair of meshes that know each other. Inside the code everything happens along its
 * two {@linkplain #directions() directions}.
 *
 * @param first the mesh whose name sorts first
 * @param imports explicit imports; a direction without any takes everything that the other side
 *     exports to it
 */
public record Peering(
        Mesh first,
        Mesh second,
        PeeringSide firstSide,
        PeeringSide secondSide,
        List<Export> exports,
        List<Import> imports)
        implements Comparable<Peering> {

    public Peering {
        requireNonNull(first);
        requireNonNull(second);
        requireNonNull(firstSide);
        requireNonNull(secondSide);
        exports = List.copyOf(exports);
        imports = List.copyOf(imports);
        if (first.compareTo(second) >= 0) {
            throw new IllegalArgumentException(
                    "a peering needs two meshes in order, got '%s' and '%s'"
                            .formatted(first.name(), second.name()));
        }
    }

    /** {@code first → second}, then {@code second → first}. */
    public List<Direction> directions() {
        return List.of(new Direction(this, first, second), new Direction(this, second, first));
    }

    public boolean joins(String mesh) {
        return first.name().equals(mesh) || second.name().equals(mesh);
    }

    PeeringSide sideOf(Mesh mesh) {
        return mesh.name().equals(first.name()) ? firstSide : secondSide;
    }

    @Override
    public int compareTo(Peering other) {
        int byFirst = first.compareTo(other.first);
        return byFirst != 0 ? byFirst : second.compareTo(other.second);
    }

    /** {@code east,west}: how {@code --peering} names it. */
    @Override
    public String toString() {
        return first.name() + "," + second.name();
    }
}
