package io.meshfed.catalog;

import static java.util.Objects.requireNonNull;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A folder of the checkout, compared with what should be in it. */
record Tree(Path root) {

    Tree {
        requireNonNull(root);
    }

    /** Empty when it is not there. */
    String text(String path) {
        Path file = root.resolve(path);
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException failed) {
            throw failure(file, "cannot be read", failed);
        }
    }

    /** Folders in a folder, by path; none when it is not there. */
    List<String> folders(String path) {
        return inside(path, Files::isDirectory);
    }

    /** Files in a folder, by path; none when it is not there. */
    List<String> files(String path) {
        return inside(path, Files::isRegularFile);
    }

    private List<String> inside(String path, Predicate<Path> kind) {
        Path folder = root.resolve(path);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(kind)
                    .map(file -> path + "/" + file.getFileName())
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw failure(folder, "cannot be read", failed);
        }
    }

    /** The files that are missing or differ. */
    List<String> differences(SortedMap<String, String> wanted) {
        List<String> differing = new ArrayList<>();
        wanted.forEach(
                (path, text) -> {
                    if (!text(path).equals(text)) {
                        differing.add(path);
                    }
                });
        return differing;
    }

    /** Writes what differs, and nothing else: an untouched file keeps its time. */
    List<String> write(SortedMap<String, String> wanted) {
        List<String> differing = differences(wanted);
        for (String path : differing) {
            Path file = root.resolve(path);
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, wanted.get(path));
            } catch (IOException failed) {
                throw failure(file, "cannot be written", failed);
            }
        }
        return differing;
    }

    private static FederationException failure(Path file, String what, IOException cause) {
        return new FederationException(
                ErrorClass.INPUT,
                "%s %s".formatted(SafeText.of(file.toString()), what),
                "Check the folder and its permissions.",
                List.of(),
                cause);
    }
}
