package io.meshfed.lint;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The YAML files behind the paths that were given. */
final class ManifestFiles {

    /** A cluster stores no object that is larger. */
    private static final int LARGEST = 3 * 1024 * 1024 / 2;

    /** Samples end in .example, so that "kubectl apply -R" passes them by. */
    private static final Pattern NAME = Pattern.compile(".*\\.ya?ml(\\.example)?", Pattern.DOTALL);

    private ManifestFiles() {}

    /**
     * Files as given, and every *.yaml and *.yml, samples included, in and below folders; each
     * once, by name.
     */
    static List<Path> of(List<Path> paths) {
        SortedSet<Path> files = new TreeSet<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(below(path));
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                throw unusable(path, "does not exist", "Name files or folders with Tekton YAML.");
            }
        }
        if (files.isEmpty()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "no YAML file in %s".formatted(SafeText.of(paths.toString())),
                    "Name files or folders with Tekton YAML.");
        }
        return List.copyOf(files);
    }

    private static List<Path> below(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> NAME.matcher(file.toString()).matches())
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            throw unusable(folder, "cannot be read", "Check its permissions.");
        }
    }

    static String text(Path file) {
        // One byte more than allowed is enough to know, whatever the size and kind of the file.
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw unusable(file, "is larger than 1.5 MiB", "No cluster takes such an object.");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notText) {
            throw unusable(file, "is not UTF-8 text", "Save it as UTF-8.");
        } catch (IOException unreadable) {
            throw unusable(
                    file,
                    "cannot be read: " + unreadable.getClass().getSimpleName(),
                    "Check its permissions.");
        }
    }

    private static FederationException unusable(Path path, String problem, String remedy) {
        return new FederationException(
                ErrorClass.INPUT, "%s %s".formatted(SafeText.of(path.toString()), problem), remedy);
    }
}
