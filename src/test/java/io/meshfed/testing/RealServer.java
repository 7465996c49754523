package io.meshfed.testing;

import io.meshfed.sandbox.pki.CertificateAuthority;
import io.meshfed.sandbox.pki.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A kube-apiserver with an etcd of its own, as processes of this machine. */
final class RealServer {

    private static final Duration START = Duration.ofSeconds(90);

    /** Every request is noted when it arrives, before it is answered. */
    private static final String AUDIT_POLICY =
            """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [ResponseStarted, ResponseComplete, Panic]
            rules:
            - level: None
              userGroups: ["system:nodes", "system:serviceaccounts"]
            - level: None
              users: ["system:apiserver", "system:anonymous", "tester"]
            - level: Metadata
            """;

    private final String name;
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final Server server;
    private final AuditLog audit;
    private final RawHttp http;

    private RealServer(String name, Path assets, Path folder) throws IOException {
        this.name = name;
        this.folder = Files.createDirectories(folder);
        int etcd = freePort();
        int peers = freePort();
        int api = freePort();
        CertificateAuthority authority = CertificateAuthority.create(name + " API");
        writeFiles(authority);
        String etcdUrl = "http://127.0.0.1:" + etcd;
        String peersUrl = "http://127.0.0.1:" + peers;
        start(
                "etcd",
                List.of(
                        assets.resolve("etcd").toString(),
                        "--data-dir=" + folder.resolve("etcd"),
                        "--listen-client-urls=" + etcdUrl,
                        "--advertise-client-urls=" + etcdUrl,
                        "--listen-peer-urls=" + peersUrl,
                        "--initial-advertise-peer-urls=" + peersUrl,
                        "--initial-cluster=default=" + peersUrl,
                        "--unsafe-no-fsync=true"));
        start("apiserver", apiServer(assets, etcdUrl, api));
        this.server = new Server(name, URI.create("https://127.0.0.1:" + api), authority.pem());
        this.audit = new AuditLog(name, folder.resolve("audit.log"));
        this.http = new RawHttp(server, token("tester"));
    }

    /** Starts both processes and does not wait for them. */
    static RealServer start(String name, Path assets, Path folder) {
        try {
            return new RealServer(name, assets, folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void writeFiles(CertificateAuthority authority) throws IOException {
        Identity serving = authority.issue("kube-apiserver", List.of("localhost", "127.0.0.1"));
        write("server.crt", serving.chainPem());
        write("server.key", serving.keyPem());
        write("accounts.key", rsaKeyPem());
        write("ca.crt", authority.pem());
        write("audit.yaml", AUDIT_POLICY);
        write(
                "tokens.csv",
                """
                %1$s-admin,admin,u1,system:masters
                %1$s-tester,tester,u2,system:masters
                %1$s-reader,reader,u3
                %1$s-limited,limited,u4
                """
                        .formatted(name));
    }

    /** For tokens of service accounts older servers take no other kind of key in this form. */
    private static String rsaKeyPem() {
        try {
            byte[] key =
                    KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
            return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private List<String> apiServer(Path assets, String etcdUrl, int port) {
        return List.of(
                assets.resolve("kube-apiserver").toString(),
                "--etcd-servers=" + etcdUrl,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--tls-cert-file=" + folder.resolve("server.crt"),
                "--tls-private-key-file=" + folder.resolve("server.key"),
                "--cert-dir=" + folder.resolve("certs"),
                "--client-ca-file=" + folder.resolve("ca.crt"),
                "--token-auth-file=" + folder.resolve("tokens.csv"),
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + folder.resolve("accounts.key"),
                "--service-account-signing-key-file=" + folder.resolve("accounts.key"),
                "--service-cluster-ip-range=10.0.0.0/16",
                "--disable-admission-plugins=ServiceAccount",
                "--audit-policy-file=" + folder.resolve("audit.yaml"),
                "--audit-log-path=" + folder.resolve("audit.log"));
    }

    private void start(String log, List<String> command) throws IOException {
        processes.add(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(log + ".out").toFile())
                        .start());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Server server() {
        return server;
    }

    RawHttp http() {
        return http;
    }

    AuditLog audit() {
        return audit;
    }

    String token(String user) {
        return name + "-" + user;
    }

    void awaitReady() {
        Poll.until(name + " to be ready", START, this::ready);
    }

    private boolean ready() {
        if (processes.stream().anyMatch(process -> !process.isAlive())) {
            throw new AssertionError("a process of cluster " + name + " ended:\n" + lastWords());
        }
        try {
            return http.send("GET", "/readyz", "", "").status() == 200;
        } catch (AssertionError notYet) {
            return false;
        }
    }

    private String lastWords() {
        StringBuilder words = new StringBuilder();
        for (String log : List.of("etcd.out", "apiserver.out")) {
            try {
                List<String> lines = Files.readAllLines(folder.resolve(log));
                int from = Math.max(0, lines.size() - 5);
                words.append(String.join("\n", lines.subList(from, lines.size()))).append('\n');
            } catch (IOException unreadable) {
                words.append(log).append(": ").append(unreadable).append('\n');
            }
        }
        return words.toString();
    }

    /** The API server first: without its etcd it takes its time. */
    void stop() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).destroyForcibly();
        }
    }
}
