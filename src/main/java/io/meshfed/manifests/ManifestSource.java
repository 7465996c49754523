package io.meshfed.manifests;

import static java.util.Objects.requireNonNull;

import io.meshfed.manifests.SourceRoot.Unusable;
import io.meshfed.process.Program;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files and folders with the objects of one set.
 *
 * @param paths YAML or JSON files, folders of them (not of their subfolders), kustomizations
 * @param root outside of which nothing may lie; empty for the nearest folder above that has a
 *     federation file, else the folder that was named
 * @param programs the folders in which programs lie, as in the environment
 */
public record ManifestSource(List<Path> paths, String root, String programs) {

    private static final String FEDERATION_FILE = "federation.yaml";
    private static final int MOST_OBJECTS = 10_000;

    public ManifestSource {
        paths = List.copyOf(paths);
        requireNonNull(root);
        requireNonNull(programs);
    }

    /**
     * Where the paths are below their roots: the same wherever that was checked out.
     *
     * @throws FederationException INPUT when that says nothing: a path is not there, or has no root
     */
    public List<String> places() {
        SetProblems problems = new SetProblems();
        List<String> places = new ArrayList<>();
        for (Path path : paths) {
            try {
                places.add(place(existing(path)));
            } catch (Unusable unusable) {
                problems.add(path.toString(), unusable.getMessage());
            }
        }
        problems.throwIfAny();
        return List.copyOf(places);
    }

    private String place(Path real) throws Unusable {
        if (root.isEmpty() && federation(real).isEmpty()) {
            throw new Unusable(
                    "no folder above it has a %s, so that no name can be made for the set; say one: --applyset NAME, or say --root"
                            .formatted(FEDERATION_FILE));
        }
        SourceRoot top = new SourceRoot(root(real));
        return top.shown(top.inside(real));
    }

    /**
     * All objects, in the order in which they were written.
     *
     * @param ender of the program that builds kustomizations
     * @throws FederationException INPUT with all that is wrong
     */
    public List<Draft> read(Program.Ender ender) {
        SetProblems problems = new SetProblems();
        List<Draft> drafts = new ArrayList<>();
        for (Path path : paths) {
            try {
                Path real = existing(path);
                drafts.addAll(read(real, new SourceRoot(root(real)), problems, ender));
            } catch (Unusable unusable) {
                problems.add(path.toString(), unusable.getMessage());
            }
        }
        if (drafts.size() > MOST_OBJECTS) {
            problems.add("the set", "has more than %d objects".formatted(MOST_OBJECTS));
        }
        problems.throwIfAny();
        if (drafts.isEmpty()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "there is no object in %s".formatted(SafeText.of(paths.toString())),
                    "To delete all objects of a set, use delete-manifests.");
        }
        return List.copyOf(drafts);
    }

    private static Path existing(Path path) throws Unusable {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            throw new Unusable("there is no such file or folder");
        }
    }

    private Path root(Path real) throws Unusable {
        if (!root.isEmpty()) {
            return existing(Path.of(root));
        }
        Optional<Path> context = federation(real);
        return context.isPresent() ? context.get() : folder(real);
    }

    private static Path folder(Path real) {
        return Files.isDirectory(real) ? real : real.getParent();
    }

    /** The nearest folder with a federation file. */
    private static Optional<Path> federation(Path real) {
        for (Path above = folder(real); above != null; above = above.getParent()) {
            if (Files.isRegularFile(above.resolve(FEDERATION_FILE))) {
                return Optional.of(above);
            }
        }
        return Optional.empty();
    }

    private List<Draft> read(Path path, SourceRoot root, SetProblems problems, Program.Ender ender)
            throws Unusable {
        root.inside(path);
        boolean kustomization =
                Files.isRegularFile(path)
                        && KustomizationScan.FILES.contains(String.valueOf(path.getFileName()));
        Path folder = kustomization ? path.getParent() : path;
        if (Files.isDirectory(folder) && KustomizationScan.in(folder).isPresent()) {
            return built(folder, root, problems, ender);
        }
        List<Draft> drafts = new ArrayList<>();
        for (Path file : files(path)) {
            String shown = root.shown(file);
            try {
                drafts.addAll(Drafts.of(SourceRoot.text(root.inside(file)), shown, problems));
            } catch (Unusable unusable) {
                problems.add(shown, unusable.getMessage());
            }
        }
        return drafts;
    }

    private List<Draft> built(
            Path folder, SourceRoot root, SetProblems problems, Program.Ender ender) {
        KustomizationScan scan = new KustomizationScan(root, problems);
        int before = problems.count();
        scan.scan(folder);
        if (problems.count() > before) {
            return List.of();
        }
        String yaml = KustomizeTool.on(programs).build(folder, scan.confidential(), ender);
        return Drafts.of(yaml, root.shown(folder) + " (built)", problems);
    }

    private static List<Path> files(Path path) throws Unusable {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            List<Path> found =
                    files.filter(ManifestSource::yaml)
                            .filter(file -> !Files.isDirectory(file))
                            .sorted()
                            .toList();
            if (found.isEmpty()) {
                throw new Unusable("has no YAML file, and is no kustomization");
            }
            return found;
        } catch (IOException unreadable) {
            throw new Unusable("cannot be read");
        }
    }

    private static boolean yaml(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Stream.of(".yaml", ".yml", ".json").anyMatch(name::endsWith);
    }
}
