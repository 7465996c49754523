package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.cluster.kubeconfig.Kubeconfig;
import io.meshfed.cluster.kubeconfig.Secret;
import io.meshfed.cluster.kubeconfig.ServerSettings;
import io.meshfed.cluster.kubeconfig.UserSettings;
import io.meshfed.model.ClusterRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it sets properties of the whole JVM")
class ConnectionTest {

    @TempDir Path folder;

    private static ServerSettings trusting(String url) {
        return TestSessions.server(url, ServerKeys.LOCALHOST.pem());
    }

    private static ApiSession session(ServerSettings server, UserSettings user) {
        ContextSettings context = TestSessions.context(server, user);
        return TestSessions.session(context, SessionOptions.of("test"), Limits.STANDARD);
    }

    private static FederationException failure(ApiSession session) {
        return assertThrows(FederationException.class, () -> session.find(TestSessions.X));
    }

    @Test
    @DisplayName(
            "A14: an unknown authority is INPUT with subject, issuer and expiry; no second try")
    void unknownAuthority() {
        ServerKeys others = ServerKeys.make("SAN=ip:127.0.0.1", "30");
        try (ScriptedServer server = new ScriptedServer();
                ApiSession session =
                        session(
                                TestSessions.server(server.url(), others.pem()),
                                TestSessions.user())) {
            FederationException failure = failure(session);

            assertEquals(ErrorClass.INPUT, failure.errorClass());
            assertTrue(
                    failure.getMessage()
                            .matches(
                                    ".*not trusted: it was not signed by .*subject CN=test server,"
                                            + " issuer CN=test server, notAfter 20.*"),
                    failure.getMessage());
            assertEquals(Map.of("get", 1), session.requests());
            assertEquals(List.of(), server.requests());
        }
    }

    @Test
    @DisplayName("without an authority in the kubeconfig the JDK's are asked, and no property")
    void authoritiesOfTheJdk() throws IOException {
        try (ScriptedServer server = new ScriptedServer();
                ApiSession session =
                        session(TestSessions.server(server.url(), ""), TestSessions.user())) {
            assertEquals(ErrorClass.INPUT, failure(session).errorClass());
        }
    }

    @Test
    @DisplayName("A14: a certificate for another name is refused, one that has expired too")
    void wrongNameOrTime() {
        ServerKeys otherName = ServerKeys.make("SAN=dns:api.other.example", "30");
        ServerKeys expired = ServerKeys.make("SAN=ip:127.0.0.1", "-3");
        Map<ServerKeys, String> cases =
                Map.of(otherName, "it is not for '127.0.0.1'", expired, "expired");
        cases.forEach(
                (keys, words) -> {
                    try (ScriptedServer server = new ScriptedServer(keys, null);
                            ApiSession session =
                                    session(
                                            TestSessions.server(server.url(), keys.pem()),
                                            TestSessions.user())) {
                        FederationException failure = failure(session);
                        assertEquals(ErrorClass.INPUT, failure.errorClass());
                        assertTrue(failure.getMessage().contains(words), failure.getMessage());
                    }
                });
    }

    @Test
    @DisplayName("tls-server-name replaces the host as the name to be proved")
    void tlsServerName() {
        ServerKeys keys = ServerKeys.make("SAN=dns:api.other.example", "30");
        try (ScriptedServer server = new ScriptedServer(keys, null)) {
            for (String name : List.of("api.other.example", "api.wrong.example")) {
                ServerSettings settings =
                        new ServerSettings(URI.create(server.url()), keys.pem(), name, "", false);
                try (ApiSession session = session(settings, TestSessions.user())) {
                    if (name.equals("api.other.example")) {
                        assertTrue(session.find(TestSessions.X).isPresent());
                    } else {
                        assertTrue(failure(session).getMessage().contains("not for 'api.wrong"));
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("with the risk accepted any certificate will do")
    void unchecked() {
        try (ScriptedServer server = new ScriptedServer();
                ApiSession session =
                        session(
                                new ServerSettings(URI.create(server.url()), "", "", "", true),
                                TestSessions.user())) {
            assertTrue(session.find(TestSessions.X).isPresent());
        }
    }

    @Test
    @DisplayName("proxy-url is used: a tunnel to the server's name, which only the proxy knows")
    void proxy() throws IOException {
        ServerKeys keys = ServerKeys.make("SAN=dns:api.invalid", "30");
        try (ScriptedServer server = new ScriptedServer(keys, null);
                ConnectProxy proxy = new ConnectProxy(server.port());
                ApiSession session =
                        session(
                                new ServerSettings(
                                        URI.create("https://api.invalid:6443"),
                                        keys.pem(),
                                        "",
                                        proxy.url(),
                                        false),
                                TestSessions.user())) {
            assertTrue(session.find(TestSessions.X).isPresent());
            assertEquals(List.of("CONNECT api.invalid:6443 HTTP/1.1"), proxy.tunnels());
        }
    }

    @Test
    @DisplayName("G10: a token that is renewed in its file is used after the old one was refused")
    void tokenRotation() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "old");
        UserSettings user =
                new UserSettings(
                        "jane",
                        new UserSettings.TokenFile(token, Secret.NONE),
                        "",
                        Secret.NONE,
                        Map.of());
        ScriptedServer.Line good = ScriptedServer.json(200, ScriptedServer.CONFIG_MAP);
        try (ScriptedServer server =
                        new ScriptedServer(good, ScriptedServer.status(401, "Unauthorized", "no"));
                ApiSession session = session(trusting(server.url()), user)) {
            session.find(TestSessions.X);
            Files.writeString(token, "new");

            assertTrue(session.find(TestSessions.X).isPresent());
            assertEquals(
                    List.of("Bearer old", "Bearer old", "Bearer new"),
                    server.requests().stream().map(r -> r.header("Authorization")).toList());
        }
    }

    @Test
    @DisplayName("F6: a refused token is AUTH, names the user and says that tokens expire")
    void expiredToken() {
        try (ScriptedServer server =
                        new ScriptedServer(ScriptedServer.status(401, "Unauthorized", "no"));
                ApiSession session = session(trusting(server.url()), TestSessions.user())) {
            FederationException failure = failure(session);

            assertEquals(ErrorClass.AUTH, failure.errorClass());
            assertTrue(failure.getMessage().contains("user 'jane'"), failure.getMessage());
            assertTrue(failure.remedy().contains("expire"), failure.remedy());
            assertFalse(failure.getMessage().contains(TestSessions.TOKEN));
        }
    }

    @Test
    @DisplayName("impersonation goes with every request")
    void impersonation() {
        UserSettings user =
                new UserSettings(
                        "jane",
                        new UserSettings.Token(new Secret("t")),
                        "",
                        Secret.NONE,
                        new TreeMap<>(
                                Map.of(
                                        "Impersonate-User", List.of("bob"),
                                        "Impersonate-Group", List.of("a", "b"))));
        try (ScriptedServer server = new ScriptedServer();
                ApiSession session = session(trusting(server.url()), user)) {
            session.find(TestSessions.X);

            assertEquals("bob", server.requests().get(0).header("Impersonate-user"));
            assertEquals("a,b", server.requests().get(0).header("Impersonate-group"));
        }
    }

    @Test
    @DisplayName("fifty runs at once leave the kubeconfig byte for byte as it was")
    void kubeconfigIsNeverWritten() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            Path file = folder.resolve("config");
            String authority =
                    Base64.getEncoder().encodeToString(ServerKeys.LOCALHOST.pem().getBytes());
            Files.writeString(
                    file,
                    """
                    # mine
                    clusters: [{name: c, cluster: {server: '%s', certificate-authority-data: %s}}]
                    users: [{name: u, user: {token: t}}]
                    contexts: [{name: x, context: {cluster: c, user: u}}]
                    """
                            .formatted(server.url(), authority));
            byte[] before = Files.readAllBytes(file);
            Object time = Files.getLastModifiedTime(file);
            ExecutorService threads = Executors.newFixedThreadPool(10);
            List<Future<Boolean>> runs = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                runs.add(threads.submit(() -> oneRun(file)));
            }
            for (Future<Boolean> run : runs) {
                assertTrue(run.get(60, TimeUnit.SECONDS));
            }
            threads.shutdownNow();

            assertArrayEquals(before, Files.readAllBytes(file));
            assertEquals(time, Files.getLastModifiedTime(file));
            assertEquals(List.of("config"), List.of(folder.toFile().list()));
        }
    }

    private static boolean oneRun(Path file) {
        Kubeconfig kubeconfig = Kubeconfig.read(List.of(file), Progress.NONE);
        try (KubeconfigSessions sessions =
                new KubeconfigSessions(kubeconfig, SessionOptions.of("test"))) {
            ClusterSession session = sessions.open(new ClusterRef("c", "x", ""));
            return session.find(TestSessions.X).isPresent();
        }
    }

    @Test
    @DisplayName("F12: no system property redirects a session, lends it a proxy or loosens its TLS")
    void propertiesAreIgnored() {
        Map<String, String> hostile =
                Map.of(
                        "kubernetes.master", "https://127.0.0.1:1",
                        "kubernetes.auth.token", "other",
                        "kubernetes.trust.certificates", "true",
                        "https.proxyHost", "127.0.0.1",
                        "https.proxyPort", "1",
                        "https.proxy", "http://127.0.0.1:1",
                        "javax.net.ssl.trustStore", "/nowhere",
                        "javax.net.ssl.keyStore", "/nowhere");
        hostile.forEach(System::setProperty);
        try (ScriptedServer server = new ScriptedServer();
                ApiSession session = session(trusting(server.url()), TestSessions.user());
                ApiSession untrusting =
                        session(TestSessions.server(server.url(), ""), TestSessions.user())) {
            assertTrue(session.find(TestSessions.X).isPresent());
            assertEquals(
                    "Bearer " + TestSessions.TOKEN,
                    server.requests().get(0).header("Authorization"));
            assertEquals(ErrorClass.INPUT, failure(untrusting).errorClass());
        } finally {
            hostile.keySet().forEach(System::clearProperty);
        }
    }
}
