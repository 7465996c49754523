package io.meshfed.cluster.kubeconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("a kubeconfig that is no YAML")
class BrokenKubeconfigTest {

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @DisplayName(
            "is told with the line and column where it breaks, and with nothing that stands there")
    @CsvSource({
        "'apiVersion: v1\nusers:\n- name: a\n  user: {token: SECRET\n- b\n', 'line 6, column 1'",
        "'apiVersion: v1\nusers:\n\t- SECRET\n', 'line 3, column 1'",
        "'users: SECRET: SECRET', 'line 1, column 14'",
    })
    void place(String text, String place) throws IOException {
        Path file = Files.writeString(folder.resolve("kubeconfig"), text);

        FederationException failure =
                assertThrows(
                        FederationException.class,
                        () -> Kubeconfig.read(List.of(file), Progress.NONE));

        assertEquals(ErrorClass.INPUT, failure.errorClass());
        assertTrue(failure.getMessage().endsWith("(" + place + ")"), failure::getMessage);
        assertFalse(failure.getMessage().contains("SECRET"), failure::getMessage);
    }
}
