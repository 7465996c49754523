package io.meshfed.contexts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds files by the paths that another file has for them, and none outside of the folder in which
 * the user works, so that a file from elsewhere cannot reach what lies around.
 *
 * @param folder of the file that names them
 * @param root the working folder when that is around the file, else the folder of the file
 */
record NearbyPath(Path folder, Path root) {

    static NearbyPath of(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = Optional.ofNullable(absolute.getParent()).orElse(absolute);
        Path working = Path.of("").toAbsolutePath().normalize();
        return new NearbyPath(folder, folder.startsWith(working) ? working : folder);
    }

    Optional<Path> resolve(String relative) {
        Path path = folder.resolve(relative).normalize();
        return path.startsWith(root) ? Optional.of(path) : Optional.empty();
    }

    boolean isFolder(String relative) {
        return resolve(relative).filter(Files::isDirectory).isPresent();
    }

    String outside(String relative) {
        return "'%s' leads out of the folder %s"
                .formatted(Findings.shown(relative), Findings.shown(root.toString()));
    }
}
