package io.meshfed.contexts;

import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A federation file with the manifests beside it: {@code <cluster>/<mesh>/<step>}. */
record ContextFolder(Path root, Federation federation) {

    static List<ContextFolder> all() {
        return Stream.of("aro-rosa", "east-west").map(ContextFolder::named).toList();
    }

    static ContextFolder named(String name) {
        Path root = Path.of("contexts", name);
        return new ContextFolder(
                root, FederationReader.read(root.resolve("federation.yaml")).federation());
    }

    Path of(Mesh mesh) {
        return root.resolve(mesh.cluster().name()).resolve(mesh.name());
    }

    /** All folders with a kustomization, sorted. */
    List<Path> kustomizations() {
        return files().stream()
                .filter(file -> file.endsWith(Kustomization.FILE))
                .map(Path::getParent)
                .toList();
    }

    List<Path> files() {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is applied to a mesh, without the patterns, which take the place of its app. */
    List<Map<String, Object>> objects(Mesh mesh) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Path step : steps(of(mesh))) {
            objects.addAll(Kustomization.in(step).objects());
        }
        return objects;
    }

    /** What is applied to a cluster, for itself and for each of its meshes. */
    List<Map<String, Object>> objects(String cluster) {
        List<Map<String, Object>> objects =
                new ArrayList<>(
                        Kustomization.in(root.resolve(cluster).resolve("operators")).objects());
        federation.meshes().stream()
                .filter(mesh -> mesh.cluster().name().equals(cluster))
                .forEach(mesh -> objects.addAll(objects(mesh)));
        return objects;
    }

    Map<String, Object> only(Mesh mesh, String kind) {
        List<Map<String, Object>> found = kind(objects(mesh), kind);
        if (found.size() != 1) {
            throw new AssertionError("%s has %d %s".formatted(mesh.name(), found.size(), kind));
        }
        return found.get(0);
    }

    static List<Map<String, Object>> kind(List<Map<String, Object>> objects, String kind) {
        return objects.stream()
                .filter(object -> Trees.text(object, "kind").filter(kind::equals).isPresent())
                .toList();
    }

    private static List<Path> steps(Path mesh) {
        List<Path> steps = new ArrayList<>();
        for (String step : List.of("infra", "mesh", "app")) {
            steps.add(mesh.resolve(step));
        }
        for (String release : List.of("v1", "v2")) {
            Path folder = mesh.resolve("releases").resolve(release);
            if (Files.isDirectory(folder)) {
                steps.add(folder);
            }
        }
        return steps;
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
