package io.meshfed.cluster.kubeconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshfed.report.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubectlKubeconfigTest {

    @TempDir Path folder;
    private Path config;

    @BeforeEach
    void makeCluster() throws Exception {
        config = folder.resolve("config");
        Path authority = Files.writeString(folder.resolve("ca.pem"), "CA of kubectl");
        kubectl(
                "set-cluster",
                "c",
                "--server=https://api.example:6443",
                "--certificate-authority=" + authority,
                "--embed-certs=true",
                "--tls-server-name=other.example",
                "--proxy-url=http://proxy:3128");
        kubectl("set-context", "ctx", "--cluster=c", "--user=u", "--namespace=mesh");
    }

    private void kubectl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("kubectl", "config"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--kubeconfig", config.toString()));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            assumeTrue(process.waitFor(30, TimeUnit.SECONDS), "kubectl hangs");
            assertEquals(0, process.exitValue(), () -> command.toString());
        } catch (IOException absent) {
            assumeTrue(false, "kubectl is not on the PATH");
        }
    }

    private ContextSettings context() {
        return Kubeconfig.read(List.of(config), Progress.NONE).context("ctx", Set.of());
    }

    @Test
    @DisplayName("a cluster that kubectl wrote is read: server, authority, name, proxy, namespace")
    void cluster() throws Exception {
        kubectl("set-credentials", "u", "--token=0123456789");

        ContextSettings context = context();

        assertEquals("https://api.example:6443", context.server().url().toString());
        assertEquals("CA of kubectl", context.server().authorityPem());
        assertEquals("other.example", context.server().expectedName());
        assertEquals("http://proxy:3128", context.server().proxyUrl());
        assertEquals("mesh", context.namespace());
        UserSettings.Token token =
                assertInstanceOf(UserSettings.Token.class, context.user().login());
        assertEquals("0123456789", token.token().reveal());
    }

    @Test
    @DisplayName("a client certificate that kubectl embedded, or referred to, is read")
    void clientCertificate() throws Exception {
        Path certificate = Files.writeString(folder.resolve("crt.pem"), "CRT");
        Path key = Files.writeString(folder.resolve("key.pem"), "KEY");
        for (String embedded : List.of("true", "false")) {
            kubectl(
                    "set-credentials",
                    "u",
                    "--client-certificate=" + certificate,
                    "--client-key=" + key,
                    "--embed-certs=" + embedded);

            assertEquals("CRT", context().user().certificatePem());
            assertEquals("KEY", context().user().keyPem().reveal());
            kubectl("delete-user", "u");
        }
    }

    @Test
    @DisplayName("user name, password and an exec plugin that kubectl wrote are read")
    void otherLogins() throws Exception {
        kubectl("set-credentials", "u", "--username=yes", "--password=null");
        UserSettings.Basic basic =
                assertInstanceOf(UserSettings.Basic.class, context().user().login());
        assertEquals("yes", basic.userName());
        kubectl("delete-user", "u");

        kubectl(
                "set-credentials",
                "u",
                "--exec-command=login",
                "--exec-api-version=client.authentication.k8s.io/v1",
                "--exec-arg=--verbose",
                "--exec-env=A=b=c");
        UserSettings.Exec exec =
                Kubeconfig.read(List.of(config), Progress.NONE)
                        .context("ctx", Set.of(Risk.EXEC_PLUGIN))
                        .user()
                        .exec()
                        .orElseThrow();
        assertEquals(List.of("--verbose"), exec.arguments());
        assertEquals("b=c", exec.environment().get("A").reveal());
    }
}
