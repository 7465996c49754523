package io.meshfed.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Client keys and certificates that openssl made, in the forms in which people have them. */
final class OpensslKeys {

    private final Path folder;

    OpensslKeys(Path folder) {
        this.folder = folder;
    }

    String key(String name, List<String> command) throws Exception {
        openssl(name, command);
        return Files.readString(folder.resolve(name));
    }

    /** A certificate of that key, signed with itself. */
    String certificate(String keyName) throws Exception {
        String name = keyName + ".crt";
        openssl(
                name,
                List.of(
                        "req",
                        "-x509",
                        "-new",
                        "-key",
                        keyName,
                        "-subj",
                        "/CN=client/O=meshfed",
                        "-days",
                        "30"));
        return Files.readString(folder.resolve(name));
    }

    private void openssl(String output, List<String> command) throws Exception {
        try {
            ArrayList<String> whole = new ArrayList<>(List.of("openssl"));
            whole.addAll(command);
            Process process =
                    new ProcessBuilder(whole)
                            .directory(folder.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .redirectOutput(folder.resolve(output).toFile())
                            .start();
            assumeTrue(process.waitFor(60, TimeUnit.SECONDS), "openssl hangs");
            assumeTrue(process.exitValue() == 0, "this openssl cannot " + command);
        } catch (IOException absent) {
            assumeTrue(false, "openssl is not on the PATH");
        }
    }
}
