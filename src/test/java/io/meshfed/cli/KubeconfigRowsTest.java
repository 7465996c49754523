package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.testing.Federations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Part F of the fault catalogue: kubeconfigs that are wrong, or dangerous. */
class KubeconfigRowsTest extends CommandBed {

    private static final String SERVER_OF_ROSA = "(- name: rosa\\n  cluster:\\n    server: )\\S+";
    private static final String USER_ROSA = "(- name: rosa\\n  user:\\n)    token: \\S+";

    /** It was refused before anything was asked of any cluster. */
    private String refusedUnasked(Cli.Outcome outcome) {
        String told = refusedClean(ErrorClass.INPUT, outcome);
        assertEquals(List.of(), clusters.requests());
        return told;
    }

    @Test
    @DisplayName("F1: a context that is not there is INPUT, lists those that are, and asks nobody")
    void noContext() {
        write("federation.yaml", Federations.ARO_ROSA.replace("context: rosa", "context: rosso"));

        String told = refusedUnasked(federate());

        says(told, "no context 'rosso'", "aro, aro-limited, aro-reader, rosa", "mean 'rosa'?");
        write("federation.yaml", Federations.ARO_ROSA);
        converges();
    }

    @Test
    @DisplayName("F1: contexts of several clusters that are not there are told at once")
    void noContexts() {
        write(
                "federation.yaml",
                Federations.ARO_ROSA
                        .replace("context: rosa", "context: rosso")
                        .replace("context: aro", "context: arro"));

        String told = refusedUnasked(federate());

        says(told, "2 clusters have no context", "no context 'arro'", "mean 'aro'?");
        says(told, "no context 'rosso'", "mean 'rosa'?", "Name one that exists");
        write("federation.yaml", Federations.ARO_ROSA);
        converges();
    }

    @Test
    @DisplayName("F2: a context that two files define differently is INPUT, and asks nobody")
    void twoMeanings() throws IOException {
        Path other =
                write(
                        "other",
                        Files.readString(clusters.kubeconfig())
                                .replaceFirst(SERVER_OF_ROSA, "$1https://production.example:6443"));

        String told = refusedUnasked(federate("--kubeconfig", clusters.kubeconfig() + ":" + other));

        says(told, "means different things in", clusters.kubeconfig() + " and " + other);
        converges();
    }

    @ParameterizedTest(name = "F3: a context whose {0} is not there is INPUT, and asks nobody")
    @ValueSource(strings = {"cluster", "user"})
    void dangling(String kind) throws IOException {
        String before = Files.readString(clusters.kubeconfig());
        editKubeconfig("(- name: rosa\\n  context:\\n(?:.*\\n)?    " + kind + ": )rosa", "$1gone");

        says(refusedUnasked(federate()), "context 'rosa': no " + kind + " 'gone'");

        Files.writeString(clusters.kubeconfig(), before);
        converges();
    }

    @Test
    @DisplayName("F4: without a kubeconfig it is INPUT, though there is the account of a pod")
    void podAccount() {
        Map<String, String> pod =
                Map.of(
                        "HOME", folder.resolve("nowhere").toString(),
                        "KUBERNETES_SERVICE_HOST", "127.0.0.1",
                        "KUBERNETES_SERVICE_PORT", "443");

        String told = refusedUnasked(Cli.run(pod, "federate", "-f", "" + file("federation.yaml")));

        says(told, "kubeconfig", "--kubeconfig PATH");
        converges();
    }

    @Test
    @DisplayName("F5: a kubeconfig that starts a program is INPUT; allowed, no shell sees it")
    void startsAProgram() throws IOException {
        String before = Files.readString(clusters.kubeconfig());
        Path canary = folder.resolve("canary");
        Path login =
                write(
                        "login",
                        """
                        #!/bin/sh
                        echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"%s"}}'
                        """
                                .formatted(clusters.server("rosa").adminToken()));
        Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rwx------"));
        editKubeconfig(
                USER_ROSA,
                "$1    exec: {apiVersion: client.authentication.k8s.io/v1, command: %s, args: ['\\$(touch %s)']}"
                        .formatted(login, canary));

        String told = refusedUnasked(federate());

        says(told, "it starts the program", "--allow-exec");
        Cli.Outcome allowed = ok(federate("--allow-exec"));
        says(allowed.err(), "context 'rosa': its credential comes from the program " + login);
        assertFalse(Files.exists(canary), "a shell was at work");
        Files.writeString(clusters.kubeconfig(), before);
        editKubeconfig(USER_ROSA, "$1    auth-provider: {name: gcp}");
        says(refusedUnasked(federate("--allow-exec")), "auth-provider is not supported");
    }

    @Test
    @DisplayName("F9: unchecked TLS is INPUT; the risk is taken when told to, and told each time")
    void unchecked() {
        editKubeconfig(
                SERVER_OF_ROSA + "\\n    certificate-authority-data: \\S+",
                "$1" + clusters.server("rosa").uri() + "\n    insecure-skip-tls-verify: true");

        String told = refusedUnasked(federate());

        says(told, "insecure-skip-tls-verify is set", "accept it with --allow-insecure");
        Cli.Outcome taken = ok(federate("--allow-insecure"));
        String warning = "context 'rosa': nobody checks that 127.0.0.1:";
        assertEquals(2, taken.err().split(warning, -1).length, taken.err());
        assertFalse(taken.err().contains("context 'aro': nobody"), taken.err());
    }

    @ParameterizedTest(name = "F9: {0} is INPUT, and asks nobody")
    @ValueSource(
            strings = {
                "server: http://127.0.0.1:1",
                "server: https://127.0.0.1:1\n    proxy-url: socks5://proxy.example:1080"
            })
    void otherWays(String lines) throws IOException {
        String before = Files.readString(clusters.kubeconfig());
        editKubeconfig("(- name: rosa\\n  cluster:\\n    )server: \\S+", "$1" + lines);

        refusedUnasked(federate());

        Files.writeString(clusters.kubeconfig(), before);
        converges();
    }

    @Test
    @DisplayName("F13: a readable or linked kubeconfig is a warning, for so Secrets are mounted")
    void exposed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), clusters.kubeconfig());
        says(ok(federate("--kubeconfig", "" + link)).err(), link + " is a symbolic link");

        Files.setPosixFilePermissions(
                clusters.kubeconfig(), PosixFilePermissions.fromString("rw-r--r--"));
        says(ok(federate()).err(), "can be read by everybody");
        assertEquals(List.of(), writes());
    }

    @Test
    @DisplayName("F13: a kubeconfig of 5 MiB, or a bomb of aliases, is INPUT, and asks nobody")
    void tooMuch() throws IOException {
        String good = Files.readString(clusters.kubeconfig());
        Path large = write("large", good + "#" + "x".repeat(5 << 20));
        StringBuilder bomb = new StringBuilder(good + "a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%1$d: &a%1$d [*a%2$d, *a%2$d]\n".formatted(i, i - 1));
        }

        says(refusedUnasked(federate("--kubeconfig", "" + large)), "larger than 1 MiB");
        Path bombs = write("bomb", bomb.toString());
        says(refusedUnasked(federate("--kubeconfig", "" + bombs)), "more than 50 aliases");
        converges();
    }

    @Test
    @DisplayName("F14: a path out of the folder leads to no other file's content")
    void outOfTheFolder() throws IOException {
        String before = Files.readString(clusters.kubeconfig());
        Path secret = Files.writeString(folder.resolve("secret"), "canary-in-another-file");
        Files.createDirectory(folder.resolve("configs"));
        Path moved =
                write(
                        "configs/config",
                        before.replaceFirst(
                                SERVER_OF_ROSA + "\\n    certificate-authority-data: \\S+",
                                "$1https://127.0.0.1:1\n    certificate-authority: ../"
                                        + secret.getFileName()));

        Cli.Outcome outcome = federate("--kubeconfig", "" + moved);

        says(refusedUnasked(outcome), "certificate authority");
        assertFalse((outcome.out() + outcome.err()).contains("canary"), outcome::err);
        assertTrue(Files.exists(secret));
        converges();
    }
}
