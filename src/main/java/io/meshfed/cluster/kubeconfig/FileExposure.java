package io.meshfed.cluster.kubeconfig;

import io.meshfed.report.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/**
 * Who else can read a kubeconfig. Only ever a warning: a Secret mounted into a pod is a symbolic
 * link to a file that all may read.
 */
final class FileExposure {

    private FileExposure() {}

    static Optional<String> of(Path path) {
        String name = SafeText.of(path.toString());
        try {
            if (Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ)) {
                return Optional.of("kubeconfig %s can be read by everybody".formatted(name));
            }
        } catch (IOException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
        return Files.isSymbolicLink(path)
                ? Optional.of("kubeconfig %s is a symbolic link".formatted(name))
                : Optional.empty();
    }
}
