package io.meshfed.manifests;

import static java.util.Objects.requireNonNull;

import io.meshfed.report.FileTrouble;
import io.meshfed.report.SafeText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder that nothing which belongs to a set may lie outside of, whatever links and paths say.
 *
 * @param real without links
 */
record SourceRoot(Path real) {

    static final int LARGEST_FILE = 16 << 20;

    SourceRoot {
        requireNonNull(real);
    }

    /** Told to whoever looks for a file. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String why) {
            super(why);
        }
    }

    /**
     * @return where it really is
     */
    Path inside(Path path) throws Unusable {
        Path found;
        try {
            found = path.toRealPath();
        } catch (IOException missing) {
            throw new Unusable(
                    "'%s' %s".formatted(SafeText.of(path.toString()), FileTrouble.reason(missing)));
        }
        if (!found.startsWith(real)) {
            boolean link = !path.toAbsolutePath().normalize().equals(found);
            throw new Unusable(
                    "'%s' lies outside of %s%s"
                            .formatted(
                                    SafeText.of(path.toString()),
                                    SafeText.of(real.toString()),
                                    link ? ": a symbolic link leads to " + found : ""));
        }
        return found;
    }

    /** A path as somebody wrote it into a file of that folder. */
    Path inside(Path folder, String written) throws Unusable {
        return inside(
                resolved(folder, written)
                        .orElseThrow(
                                () ->
                                        new Unusable(
                                                "'%s' is no path"
                                                        .formatted(SafeText.of(written)))));
    }

    static Optional<Path> resolved(Path folder, String written) {
        try {
            return Optional.of(folder.resolve(written));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    static String text(Path file) throws Unusable {
        try {
            if (!Files.isRegularFile(file)) {
                throw new Unusable("is no file");
            }
            if (Files.size(file) > LARGEST_FILE) {
                throw new Unusable("is larger than %d MiB".formatted(LARGEST_FILE >> 20));
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new Unusable("is no UTF-8 text");
        } catch (IOException unreadable) {
            throw new Unusable("cannot be read: " + FileTrouble.reason(unreadable));
        }
    }

    /** Relative to the root, for messages; the root itself is a dot. */
    String shown(Path file) {
        Path relative = file.startsWith(real) ? real.relativize(file) : file;
        return relative.toString().isEmpty() ? "." : relative.toString();
    }
}
