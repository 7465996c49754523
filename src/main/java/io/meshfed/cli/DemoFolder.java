package io.meshfed.cli;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** A folder of a demonstration's own, for its kubeconfig; gone when the demonstration is over. */
record DemoFolder(Path path) implements AutoCloseable {

    /** Two meshes on two clusters. */
    static final String PAIR = "contexts/aro-rosa";

    /** Three meshes, with all manifests that they are made of. */
    static final String WALKTHROUGH = "contexts/east-west";

    private static final String FILE = "federation.yaml";

    static DemoFolder make(Map<String, String> environment) {
        String place = environment.getOrDefault("TMPDIR", System.getProperty("java.io.tmpdir"));
        try {
            return new DemoFolder(Files.createTempDirectory(Path.of(place), "meshfed-demo"));
        } catch (IOException failed) {
            throw unwritable(place, failed);
        }
    }

    Path kubeconfig() {
        return path.resolve("kubeconfig");
    }

    /**
     * An example beside the program, where people can read it; else the one inside the jar.
     *
     * @return its federation file
     */
    Path example(String folder) {
        Path beside = Path.of(folder, FILE);
        return Files.isReadable(beside) ? beside : unpacked(folder).resolve(FILE);
    }

    /**
     * A copy of an example, to write beside it.
     *
     * @return its federation file
     */
    Path copy(String folder) {
        return unpacked(folder).resolve(FILE);
    }

    private Path unpacked(String folder) {
        URL inside = DemoFolder.class.getResource("/" + folder + "/" + FILE);
        if (inside == null) {
            throw new IllegalStateException(folder + " is not in the jar");
        }
        try {
            if (inside.openConnection() instanceof JarURLConnection jar) {
                copyEntries(jar.getJarFile(), folder + "/");
            } else {
                copyFolder(Path.of(inside.toURI()).getParent());
            }
            return copies();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException failed) {
            throw unwritable(copies().toString(), failed);
        }
    }

    // Not by a file system of the jar: the runtime of the image has no module for one.
    private void copyEntries(JarFile jar, String folder) throws IOException {
        for (JarEntry entry :
                jar.stream()
                        .filter(each -> each.getName().startsWith(folder) && !each.isDirectory())
                        .toList()) {
            Path copy = ready(entry.getName().substring(folder.length()));
            try (InputStream content = jar.getInputStream(entry)) {
                Files.copy(content, copy);
            }
        }
    }

    private void copyFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, ready(folder.relativize(file).toString()));
            }
        }
    }

    private Path ready(String name) throws IOException {
        Path copy = copies().resolve(name);
        Files.createDirectories(copy.getParent());
        return copy;
    }

    /** Where a command of the demonstration says how much it changed. */
    Path changed() {
        return path.resolve("changed");
    }

    /** Where a command of the demonstration says by which digest its plan is known. */
    Path digest() {
        return path.resolve("plan-digest");
    }

    /** What a process of its own prints. */
    Path log() {
        return path.resolve("log");
    }

    private Path copies() {
        return path.resolve("example");
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException left) {
            // An empty folder in the system's temporary folder; the system removes it.
        }
    }

    private static FederationException unwritable(String place, IOException failed) {
        return new FederationException(
                ErrorClass.INPUT,
                "%s cannot be written: %s".formatted(place, FileTrouble.reason(failed)),
                "Name another temporary folder: TMPDIR=PATH",
                List.of(),
                failed);
    }
}
