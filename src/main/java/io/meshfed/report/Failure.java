package io.meshfed.report;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What went wrong for some meshes of a run, while the others go on.
 *
 * @param meshes the meshes that cannot go on; two meshes mean their peering only; empty means the
 *     whole run
 */
public record Failure(SortedSet<String> meshes, FederationException error) {

    public Failure {
        meshes = Collections.unmodifiableSortedSet(new TreeSet<>(meshes));
        requireNonNull(error);
    }

    public static Failure ofRun(FederationException error) {
        return new Failure(new TreeSet<>(), error);
    }

    public static Failure ofMesh(String mesh, FederationException error) {
        SortedSet<String> one = new TreeSet<>();
        one.add(mesh);
        return new Failure(one, error);
    }

    public static Failure ofPeering(String mesh, String peer, FederationException error) {
        SortedSet<String> both = new TreeSet<>();
        both.add(mesh);
        both.add(peer);
        return new Failure(both, error);
    }
}
