package io.meshfed.cli;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder of a demonstration's own, for its kubeconfig; gone when the demonstration is over. */
record DemoFolder(Path path) implements AutoCloseable {

    private static final String EXAMPLE = "contexts/aro-rosa/federation.yaml";

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

    /** The example beside the program, where people can read it; else the one inside the jar. */
    Path example() {
        Path beside = Path.of(EXAMPLE);
        if (Files.isReadable(beside)) {
            return beside;
        }
        Path copy = copy();
        try (InputStream inside = DemoFolder.class.getResourceAsStream("/" + EXAMPLE)) {
            if (inside == null) {
                throw new IllegalStateException(EXAMPLE + " is not in the jar");
            }
            Files.copy(inside, copy);
            return copy;
        } catch (IOException failed) {
            throw unwritable(copy.toString(), failed);
        }
    }

    /** Where a command of the demonstration says how much it changed. */
    Path changed() {
        return path.resolve("changed");
    }

    private Path copy() {
        return path.resolve("federation.yaml");
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(kubeconfig());
            Files.deleteIfExists(changed());
            Files.deleteIfExists(copy());
            Files.deleteIfExists(path);
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
