package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshfed.sandbox.pki.CertificateAuthority;
import io.meshfed.sandbox.pki.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A kube-apiserver with its etcd, from the folder that KUBEBUILDER_ASSETS names. */
final class RealApiServer implements AutoCloseable {

    private static final Path CRDS = Path.of("../shared/reference/crds");
    private static final String TOKEN = "real-admin-token";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final List<Process> processes = new ArrayList<>();
    private final CertificateAuthority authority = CertificateAuthority.create("real API");
    private final Client client;

    private RealApiServer(Path assets, Path folder) throws Exception {
        int etcd = freePort();
        int api = freePort();
        String etcdUrl = "http://127.0.0.1:" + etcd;
        String peerUrl = "http://127.0.0.1:" + freePort();
        start(
                folder.resolve("etcd.log"),
                assets.resolve("etcd").toString(),
                "--data-dir=" + folder.resolve("etcd"),
                "--unsafe-no-fsync=true",
                "--listen-client-urls=" + etcdUrl,
                "--advertise-client-urls=" + etcdUrl,
                "--listen-peer-urls=" + peerUrl,
                "--initial-advertise-peer-urls=" + peerUrl,
                "--initial-cluster=default=" + peerUrl);
        writeKeys(folder);
        start(
                folder.resolve("api.log"),
                assets.resolve("kube-apiserver").toString(),
                "--etcd-servers=" + etcdUrl,
                "--bind-address=127.0.0.1",
                "--secure-port=" + api,
                "--tls-cert-file=" + folder.resolve("tls.crt"),
                "--tls-private-key-file=" + folder.resolve("tls.key"),
                "--cert-dir=" + folder.resolve("certs"),
                "--token-auth-file=" + folder.resolve("tokens.csv"),
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + folder.resolve("sa.key"),
                "--service-account-signing-key-file=" + folder.resolve("sa.key"),
                "--service-cluster-ip-range=10.0.0.0/16",
                "--disable-admission-plugins=ServiceAccount");
        client = Client.of(URI.create("https://127.0.0.1:" + api), authority, TOKEN);
        await("/readyz");
        installCrds();
        await("/apis/federation.maistra.io/v1");
        await("/apis/networking.istio.io/v1beta1");
        await("/apis/maistra.io/v2");
    }

    /** Skips the test where the binaries or the CRDs are not at hand. */
    static RealApiServer start(Path folder) throws Exception {
        String assets = System.getenv().getOrDefault("KUBEBUILDER_ASSETS", "");
        assumeTrue(!assets.isEmpty(), "KUBEBUILDER_ASSETS is not set");
        assumeTrue(Files.isDirectory(CRDS), "no CRDs at " + CRDS);
        return new RealApiServer(Path.of(assets), folder);
    }

    String caPem() {
        return authority.pem();
    }

    Client client() {
        return client;
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.destroyForcibly();
        }
        for (Process process : processes) {
            try {
                process.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void writeKeys(Path folder) throws Exception {
        Identity identity = authority.issue("kube-apiserver", List.of("localhost", "127.0.0.1"));
        Files.writeString(folder.resolve("tls.crt"), identity.chainPem());
        Files.writeString(folder.resolve("tls.key"), identity.keyPem());
        Files.writeString(folder.resolve("tokens.csv"), TOKEN + ",admin,u1,system:masters\n");
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        byte[] key = rsa.generateKeyPair().getPrivate().getEncoded();
        Files.writeString(
                folder.resolve("sa.key"),
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(key)));
    }

    private void installCrds() throws IOException {
        for (String folder : List.of("federation-maistra-v1", "maistra", "istio-1.18-ossm-2.5")) {
            try (Stream<Path> files = Files.list(CRDS.resolve(folder))) {
                for (Path file : files.sorted().toList()) {
                    client.send(
                            "POST",
                            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                            "application/yaml",
                            Files.readString(file));
                }
            }
        }
    }

    private void await(String path) throws InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers(path)) {
            if (System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException("kube-apiserver does not serve " + path);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean answers(String path) {
        try {
            return client.get(path).code() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private void start(Path log, String... command) throws IOException {
        processes.add(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
