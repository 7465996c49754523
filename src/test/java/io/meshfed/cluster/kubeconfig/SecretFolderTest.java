package io.meshfed.cluster.kubeconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a folder is read as the kubelet lays out a Secret")
class SecretFolderTest {

    @TempDir private Path folder;

    @Test
    @DisplayName("each key once, by name, without the hidden folders that hold its versions")
    void keys() throws IOException {
        Path version = Files.createDirectory(folder.resolve("..2026_11_22"));
        Files.createSymbolicLink(folder.resolve("..data"), version.getFileName());
        for (String key : List.of("rosa", "aro")) {
            Files.writeString(version.resolve(key), KUBECONFIG.formatted(key, key, key, key));
            Files.createSymbolicLink(folder.resolve(key), Path.of("..data", key));
        }
        Kubeconfig kubeconfig = Kubeconfig.load(folder.toString(), Map.of(), Progress.NONE);

        assertEquals(List.of(folder.resolve("aro"), folder.resolve("rosa")), kubeconfig.files());
    }

    @Test
    @DisplayName("an empty one is told as such")
    void empty() {
        FederationException failure =
                assertThrows(
                        FederationException.class,
                        () -> Kubeconfig.load(folder.toString(), Map.of(), Progress.NONE));

        assertEquals(ErrorClass.INPUT, failure.errorClass());
        assertTrue(failure.getMessage().contains("holds no kubeconfig"), failure.getMessage());
    }

    private static final String KUBECONFIG =
            """
            apiVersion: v1
            kind: Config
            contexts:
            - name: %s
              context: { cluster: %s, user: %s }
            clusters: []
            users: []
            # %s
            """;
}
