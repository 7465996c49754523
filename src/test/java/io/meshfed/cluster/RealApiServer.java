package io.meshfed.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A kube-apiserver with its etcd, from the folder that {@code KUBEBUILDER_ASSETS} names. Where
 * there is none, the test that asks for it is skipped.
 */
final class RealApiServer {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private static RealApiServer shared;

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final TestCluster cluster;

    private RealApiServer(Path assets) throws IOException, GeneralSecurityException {
        folder = Files.createTempDirectory("real-api-server");
        int etcd = freePort();
        int port = freePort();
        startEtcd(assets, etcd, freePort());
        startApiServer(assets, etcd, port);
        Path certificate = folder.resolve("certs/apiserver.crt");
        await(() -> Files.exists(certificate) && Files.size(certificate) > 0);
        cluster =
                new TestCluster(
                        "https://127.0.0.1:" + port,
                        Files.readString(certificate),
                        "admin-token",
                        "reader-token",
                        this::close);
        await(this::ready);
    }

    /** One for all tests of this JVM, which takes it down when it ends. */
    static synchronized RealApiServer shared() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    private static RealApiServer start() {
        String assets = System.getenv("KUBEBUILDER_ASSETS");
        assumeTrue(
                assets != null && Files.isExecutable(Path.of(assets, "kube-apiserver")),
                "KUBEBUILDER_ASSETS names no folder with a kube-apiserver");
        try {
            return new RealApiServer(Path.of(assets));
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    TestCluster cluster() {
        return cluster;
    }

    private void startEtcd(Path assets, int port, int peerPort) throws IOException {
        String client = "http://127.0.0.1:" + port;
        String peer = "http://127.0.0.1:" + peerPort;
        run(
                assets.resolve("etcd"),
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer,
                "--unsafe-no-fsync=true");
    }

    private void startApiServer(Path assets, int etcd, int port)
            throws IOException, GeneralSecurityException {
        Path tokens =
                Files.writeString(
                        folder.resolve("tokens.csv"),
                        "admin-token,admin,u1,system:masters\nreader-token,reader,u2\n");
        KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        Path signing = pem("sa.key", "PRIVATE KEY", keys.getPrivate().getEncoded());
        Path checking = pem("sa.pub", "PUBLIC KEY", keys.getPublic().getEncoded());
        run(
                assets.resolve("kube-apiserver"),
                "--etcd-servers=http://127.0.0.1:" + etcd,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + folder.resolve("certs"),
                "--token-auth-file=" + tokens,
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + checking,
                "--service-account-signing-key-file=" + signing,
                "--service-cluster-ip-range=10.0.0.0/16",
                "--disable-admission-plugins=ServiceAccount");
    }

    private Path pem(String name, String kind, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, base64, kind));
    }

    private void run(Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path log = folder.resolve(program.getFileName() + ".log");
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

    /** Ready once the namespace is there in which everything else begins. */
    private boolean ready() {
        try (ApiSession session = cluster.session(SessionOptions.of("test"), "")) {
            return !session.identity().id().isEmpty();
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    private interface Check {
        boolean holds() throws IOException;
    }

    private void await(Check check) throws IOException {
        Instant end = Instant.now().plus(START_LIMIT);
        Cancellation never = new Cancellation();
        while (!check.holds()) {
            if (Instant.now().isAfter(end) || !never.await(Duration.ofMillis(100))) {
                close();
                throw new IllegalStateException("the API server did not start");
            }
        }
    }

    private void close() {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
