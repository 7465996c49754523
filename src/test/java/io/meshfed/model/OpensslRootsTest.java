package io.meshfed.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshfed.model.TrustProblem.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates of the openssl at hand, of its own defaults and of this very day. */
class OpensslRootsTest {

    @TempDir static Path folder;

    @BeforeAll
    static void needsOpenssl() {
        assumeTrue(installed(), "openssl is not on the PATH; the checked-in certificates stand in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa:2048", "rsa:3072", "ec:P-256", "ec:P-384"})
    @DisplayName("a root of openssl's making is a root, under the fingerprint that openssl prints")
    void acceptsRoot(String key) throws Exception {
        Path root = selfSigned(key, "keyUsage=critical,keyCertSign,cRLSign", "-sha256");
        TrustBundle bundle = parse(root);

        assertEquals(List.of(), bundle.notices());
        assertEquals(1824, bundle.daysLeft(soon().plus(Duration.ofHours(1))));
        assertEquals(
                run("x509", "-in", root.toString(), "-noout", "-fingerprint", "-sha256")
                        .replaceAll(".*=", "")
                        .replace(":", "")
                        .toLowerCase(Locale.ROOT),
                bundle.fingerprint());
        assertEquals(Files.readString(root), bundle.pem());
    }

    @Test
    @DisplayName("Ed25519 is refused: Istio's CA has no such keys")
    void refusesEd25519() throws Exception {
        Path root = selfSigned("ed25519", "keyUsage=critical,keyCertSign", "-sha256");

        assertEquals(Kind.WEAK, refused(root).kind());
    }

    @Test
    @DisplayName("a leaf is refused")
    void refusesLeaf() throws Exception {
        Path leaf = selfSigned("ec:P-256", "basicConstraints=critical,CA:FALSE", "-sha256");

        assertEquals(Kind.NOT_A_ROOT, refused(leaf).kind());
    }

    @Test
    @DisplayName("a signature with SHA-1 is refused")
    void refusesSha1() throws Exception {
        Path root = selfSigned("rsa:2048", "keyUsage=critical,keyCertSign", "-sha1");

        assertEquals(Kind.WEAK, refused(root).kind());
    }

    @Test
    @DisplayName("a root in a PKCS7 envelope and one with its key are refused")
    void refusesEnvelopes() throws Exception {
        Path root = selfSigned("ec:P-256", "keyUsage=critical,keyCertSign", "-sha256");
        Path envelope = folder.resolve("root.p7");
        run("crl2pkcs7", "-nocrl", "-certfile", root.toString(), "-out", envelope.toString());
        Path withKey = folder.resolve("with-key.pem");
        Files.writeString(
                withKey, Files.readString(root) + Files.readString(folder.resolve("key.pem")));

        assertEquals(Kind.FOREIGN_BLOCK, refused(envelope).kind());
        assertEquals(Kind.PRIVATE_KEY, refused(withKey).kind());
    }

    private static Path selfSigned(String key, String extension, String digest) throws Exception {
        Path root = folder.resolve("root.pem");
        Path keyFile = folder.resolve("key.pem");
        List<String> algorithm =
                switch (key.substring(0, 2)) {
                    case "rs" -> List.of("RSA", "rsa_keygen_bits:" + key.substring(4));
                    case "ec" -> List.of("EC", "ec_paramgen_curve:" + key.substring(3));
                    default -> List.of("ED25519");
                };
        if (algorithm.size() == 1) {
            run("genpkey", "-algorithm", algorithm.get(0), "-out", keyFile.toString());
        } else {
            run(
                    "genpkey",
                    "-algorithm",
                    algorithm.get(0),
                    "-pkeyopt",
                    algorithm.get(1),
                    "-out",
                    keyFile.toString());
        }
        Path config = folder.resolve("openssl.cnf");
        Files.writeString(
                config,
                "[req]\ndistinguished_name=dn\nx509_extensions=ext\n[dn]\n[ext]\n"
                        + (extension.contains("CA:") ? "" : "basicConstraints=critical,CA:TRUE\n")
                        + extension.replaceFirst("=", " = ")
                        + "\n");
        run(
                "req",
                "-x509",
                "-new",
                digest,
                "-days",
                "1825",
                "-subj",
                "/O=east/CN=root",
                "-config",
                config.toString(),
                "-key",
                keyFile.toString(),
                "-out",
                root.toString());
        return root;
    }

    /** The certificate begins in the second in which it is made. */
    private static Instant soon() {
        return Instant.now().plusSeconds(1);
    }

    private static TrustBundle parse(Path file) throws IOException, TrustProblem {
        return TrustBundle.parse(Files.readString(file), file.toString(), soon());
    }

    private static TrustProblem refused(Path file) {
        return assertThrows(TrustProblem.class, () -> parse(file));
    }

    private static boolean installed() {
        try {
            run("version");
            return true;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("out").toFile())
                        .start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("openssl hangs: " + command);
        }
        String output = Files.readString(folder.resolve("out"), StandardCharsets.UTF_8).strip();
        if (process.exitValue() != 0) {
            throw new IOException(command + ": " + output);
        }
        return output;
    }
}
