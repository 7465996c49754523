package io.meshfed.cluster.kubeconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.report.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileExposureTest {

    @TempDir Path folder;

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "kind: Config");
    }

    @Test
    @DisplayName("F13: a file that everybody can read is a warning, as is a symbolic link")
    void exposedFile() throws IOException {
        Path file = file("f");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Path secret = file("s");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), secret);
        List<String> warnings = new ArrayList<>();

        Kubeconfig.read(List.of(file, secret, link), warningsTo(warnings));

        assertEquals(
                List.of(
                        "kubeconfig " + file + " can be read by everybody",
                        "kubeconfig " + link + " is a symbolic link"),
                warnings);
    }

    private static Progress warningsTo(List<String> warnings) {
        return new Progress() {
            @Override
            public void doing(String what) {}

            @Override
            public void waiting(String what, String reason) {}

            @Override
            public void done(String what) {}

            @Override
            public void warning(String what) {
                warnings.add(what);
            }
        };
    }
}
