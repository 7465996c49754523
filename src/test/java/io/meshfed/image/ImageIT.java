package io.meshfed.image;

import static io.meshfed.image.AssembledImage.WORKSPACE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshfed.image.AssembledImage.Said;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox outside; the image's commands inside, as an unknown user of group 0. */
@DisplayName("the image, under another user and with a read-only root")
@Tag("image")
@Timeout(600)
class ImageIT {

    private static final List<String> NOTHING = List.of();
    private static final String FILE = WORKSPACE + "/federation.yaml";

    private static final String SILENT =
            """
            apiVersion: v1
            kind: Config
            clusters: [{ name: c, cluster: { server: "https://127.0.0.1:%s" } }]
            users: [{ name: u, user: { token: t } }]
            contexts:
              - { name: aro, context: { cluster: c, user: u } }
              - { name: rosa, context: { cluster: c, user: u } }
            """;

    @TempDir private static Path folder;
    private static AssembledImage image;
    private static Process sandbox;

    @BeforeAll
    static void start() throws IOException {
        String missing = AssembledImage.missing();
        assumeTrue(missing.isEmpty(), missing);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.copy(
                Path.of("contexts", "aro-rosa", "federation.yaml"),
                folder.resolve("federation.yaml"),
                StandardCopyOption.REPLACE_EXISTING);
        Path kubeconfig = Files.createDirectory(folder.resolve(".kube")).resolve("config");
        image = new AssembledImage(folder);
        sandbox = sandbox(kubeconfig);
        // The user inside is not the one who started the sandbox; a Secret is readable to its
        // group.
        Files.setPosixFilePermissions(kubeconfig, PosixFilePermissions.fromString("rw-r-----"));
    }

    private static Process sandbox(Path kubeconfig) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        "target/meshfed.jar",
                        "sandbox",
                        "-f",
                        folder.resolve("federation.yaml").toString(),
                        "--kubeconfig-out",
                        kubeconfig.toString());
        Process process = builder.redirectError(folder.resolve("sandbox.err").toFile()).start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        assertTrue(line != null && line.startsWith("ready"), () -> "the sandbox said: " + line);
        return process;
    }

    @AfterAll
    static void stop() {
        if (sandbox != null) {
            sandbox.destroyForcibly();
        }
    }

    @Test
    @DisplayName("the class-data archive is taken: with -Xshare:on Java would not start without")
    void archive() throws IOException {
        Said said = image.run(List.of("JDK_JAVA_OPTIONS=-Xshare:on"), "--version");

        assertEquals(0, said.code(), said.text());
        assertTrue(said.text().contains("meshfed "), said.text());
    }

    @Test
    @DisplayName("a federation file is validated, its path given with any character")
    void validates() throws IOException {
        Path odd = Files.createDirectories(folder.resolve("föderation ☃"));
        Files.copy(
                folder.resolve("federation.yaml"),
                odd.resolve("federation.yaml"),
                StandardCopyOption.REPLACE_EXISTING);

        Said said =
                image.run(NOTHING, "validate", "-f", WORKSPACE + "/föderation ☃/federation.yaml");

        assertEquals(0, said.code(), said.text());
    }

    @Test
    @DisplayName(
            "G1, G5: meshes are federated, with the kubeconfig found under HOME, and results written")
    void federates() throws IOException {
        Said said =
                image.run(
                        List.of("HOME=" + WORKSPACE),
                        "federate",
                        "--federation=" + FILE,
                        "--timeout=60s",
                        "--interval=250ms",
                        "--sync-period=3s",
                        "--result=class=" + WORKSPACE + "/class");

        assertEquals(0, said.code(), said.text());
        assertEquals("OK", Files.readString(folder.resolve("class")));
    }

    @Test
    @DisplayName("SIGTERM ends a request in vain with exit code 143, its results written")
    void terminates() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(folder.resolve("silent"), SILENT.formatted(silent.getLocalPort()));
            Process process =
                    image.start(
                            NOTHING,
                            "extract-root",
                            "--federation=" + FILE,
                            "--kubeconfig=" + WORKSPACE + "/silent",
                            "--result=class=" + WORKSPACE + "/ended");
            silent.accept();
            process.toHandle().destroy();
            Said said = Said.by(process);

            assertEquals(143, said.code(), said.text());
            assertEquals("INTERRUPTED", Files.readString(folder.resolve("ended")));
        }
    }

    @Test
    @DisplayName("the second image builds a kustomization with its kubectl, and applies it")
    void kustomization() throws IOException {
        assumeTrue(AssembledImage.hasKubectl(), "assembled without KUBECTL");
        Path set = Files.createDirectories(folder.resolve("set"));
        Files.writeString(
                set.resolve("kustomization.yaml"),
                "namespace: default\nconfigMapGenerator: [{ name: built, literals: [a=b] }]\n");

        Said said =
                image.run(
                        List.of("HOME=" + WORKSPACE),
                        "apply-manifests",
                        WORKSPACE + "/set",
                        "--cluster=aro",
                        "--federation=" + FILE,
                        "--result=applied=" + WORKSPACE + "/applied");

        assertEquals(0, said.code(), said.text());
        assertEquals("1", Files.readString(folder.resolve("applied")));
    }

    @Test
    @DisplayName("what needs a temp folder takes the one of the environment")
    void tempFolder() throws IOException {
        Files.createDirectories(folder.resolve("temp"));
        Files.setPosixFilePermissions(
                folder.resolve("temp"), PosixFilePermissions.fromString("rwxrwxrwx"));

        Said said = image.run(List.of("TMPDIR=" + WORKSPACE + "/temp"), "train");

        assertEquals(0, said.code(), said.text());
    }
}
