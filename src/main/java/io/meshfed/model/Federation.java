package io.meshfed.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a federation file says, checked: its clusters, meshes and peerings, each in the order of
 * their names.
 */
public record Federation(
        String name, List<ClusterRef> clusters, List<Mesh> meshes, List<Peering> peerings) {

    public Federation {
        requireNonNull(name);
        clusters = List.copyOf(clusters);
        meshes = meshes.stream().sorted().toList();
        peerings = peerings.stream().sorted().toList();
    }

    public Optional<Mesh> mesh(String meshName) {
        return meshes.stream().filter(mesh -> mesh.name().equals(meshName)).findFirst();
    }

    public Optional<Peering> peering(String oneMesh, String otherMesh) {
        return peerings.stream()
                .filter(peering -> peering.joins(oneMesh) && peering.joins(otherMesh))
                .filter(peering -> !oneMesh.equals(otherMesh))
                .findFirst();
    }

    /** Both directions of every peering, sorted. */
    public List<Direction> directions() {
        return peerings.stream()
                .flatMap(peering -> peering.directions().stream())
                .sorted()
                .toList();
    }

    /**
     * How that mesh knows its peers, sorted. Asked for each direction in turn, so it looks at no
     * other mesh's.
     */
    public List<Direction> directionsFrom(Mesh local) {
        return peerings.stream()
                .filter(peering -> peering.joins(local.name()))
                .flatMap(peering -> peering.directions().stream())
                .filter(direction -> direction.local().name().equals(local.name()))
                .sorted()
                .toList();
    }

    /**
     * The same federation with only the peerings that fit, and only the meshes and clusters that
     * those need.
     */
    public Federation onlyPeerings(Predicate<Peering> fits) {
        List<Peering> kept = peerings.stream().filter(fits).toList();
        return of(
                meshes.stream()
                        .filter(mesh -> kept.stream().anyMatch(p -> p.joins(mesh.name())))
                        .toList(),
                kept);
    }

    /** The same federation without those meshes, their peerings, and those peerings. */
    public Federation without(Predicate<Mesh> mesh, Predicate<Peering> peering) {
        return of(
                meshes.stream().filter(mesh.negate()).toList(),
                peerings.stream()
                        .filter(p -> !mesh.test(p.first()) && !mesh.test(p.second()))
                        .filter(peering.negate())
                        .toList());
    }

    private Federation of(List<Mesh> keptMeshes, List<Peering> keptPeerings) {
        List<ClusterRef> keptClusters =
                clusters.stream()
                        .filter(
                                c ->
                                        keptMeshes.stream()
                                                .anyMatch(
                                                        mesh ->
                                                                mesh.cluster()
                                                                        .name()
                                                                        .equals(c.name())))
                        .toList();
        return new Federation(name, keptClusters, keptMeshes, keptPeerings);
    }
}
