package io.meshfed.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the kubeconfig of a sandbox that runs")
class KubeconfigHoldTest {

    private static final String FIRST = SandboxKubeconfig.MARK + "\nfirst\n";
    private static final String SECOND = SandboxKubeconfig.MARK + "\nsecond\n";

    @TempDir Path folder;

    @Test
    @DisplayName(
            "is replaced by no other sandbox while that one runs, and by the next one after it")
    void held() throws IOException {
        Path file = folder.resolve("kubeconfig");
        try (KubeconfigHold running = SandboxKubeconfig.write(FIRST, file)) {
            FederationException refused =
                    assertThrows(
                            FederationException.class, () -> SandboxKubeconfig.write(SECOND, file));

            assertEquals(ErrorClass.CONFLICT, refused.errorClass());
            assertTrue(refused.getMessage().contains("is running"), refused::getMessage);
            assertEquals(FIRST, Files.readString(file));
            assertTrue(KubeconfigHold.isHeld(file), running::toString);
        }
        SandboxKubeconfig.write(SECOND, file).close();
        assertEquals(SECOND, Files.readString(file));
        assertFalse(KubeconfigHold.isHeld(file));
    }
}
