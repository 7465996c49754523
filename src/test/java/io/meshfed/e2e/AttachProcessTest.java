package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.testing.ServerKind;
import io.meshfed.testing.TestClusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Namespaces of its own, so that what other tests left behind is not in the way. */
@Tag("cluster")
@DisplayName("meshfed sandbox --attach, as a process behind real API servers")
@Timeout(600)
class AttachProcessTest {

    private static final String FEDERATION =
            FederationTexts.PAIR
                    .replace("name: e2e", "name: attach")
                    .replace("east-mesh", "attach-east")
                    .replace("west-mesh", "attach-west")
                    .replace("namespace: shop", "namespace: attach-shop")
                    .replace("namespace: bank", "namespace: attach-bank");
    private static final String[] PROOF = {
        "--timeout", "90s", "--interval", "250ms", "--sync-period", "3s"
    };

    @TempDir Path folder;

    @Test
    @DisplayName(
            "federates, survives a kill and a new start, unfederates, leaves nothing, and tells no token")
    void wholeLife() throws IOException {
        try (TestClusters clusters =
                ServerKind.KUBE_APISERVER.start(folder, List.of("aro", "rosa"))) {
            Path kubeconfig = clusters.kubeconfig();
            try (SandboxProcess first = SandboxProcess.attach(folder, FEDERATION, kubeconfig)) {
                assertEquals(0, run(first, "federate", PROOF).code());
            }
            try (SandboxProcess second = SandboxProcess.attach(folder, FEDERATION, kubeconfig)) {
                assertEquals(0, run(second, "verify-federation", PROOF).code());
                String again = run(second, "federate", PROOF).requireOk();
                assertTrue(again.contains("nothing to change"), again);
                run(second, "unfederate", "--timeout", "60s").requireOk();
                String gone = run(second, "unfederate", "--timeout", "60s").requireOk();
                assertTrue(gone.contains("nothing to change"), gone);
                assertEquals(143, second.terminate());
                run(second, "sandbox", "--detach").requireOk();
            }
            String said = Files.readString(folder.resolve("sandbox.err"));
            assertTrue(said.contains("removed namespaces attach-east, attach-shop"), said);
            assertTrue(!said.contains("aro-admin") && !said.contains("rosa-admin"), said);
        }
    }

    private static SandboxProcess.Said run(
            SandboxProcess sandbox, String command, String... arguments) throws IOException {
        String[] all = new String[arguments.length + 1];
        all[0] = command;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return sandbox.meshfed(all);
    }
}
