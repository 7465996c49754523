package io.meshfed.contexts;

import io.meshfed.report.SafeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Federation files that the user may have meant. */
final class NearbyFiles {

    private static final int SHOWN = 10;

    private NearbyFiles() {}

    static String remedy() {
        return remedy(Path.of("contexts"));
    }

    static String remedy(Path contexts) {
        List<Path> found = below(contexts);
        if (found.isEmpty()) {
            return "Name one with -f PATH; docs/federation-file.md shows how to write it.";
        }
        return found.stream()
                .limit(SHOWN)
                .map(path -> "-f " + SafeText.of(path.toString()))
                .collect(Collectors.joining(" or ", "Name one that is there: ", "."));
    }

    private static List<Path> below(Path contexts) {
        if (!Files.isDirectory(contexts)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(contexts)) {
            return folders.map(folder -> folder.resolve("federation.yaml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            // Only a hint is lost; what matters is said already.
            return List.of();
        }
    }
}
