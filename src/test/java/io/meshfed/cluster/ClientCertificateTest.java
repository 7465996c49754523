package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.json.Json;
import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.cluster.kubeconfig.Secret;
import io.meshfed.cluster.kubeconfig.ServerSettings;
import io.meshfed.cluster.kubeconfig.UserSettings;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClientCertificateTest {

    @TempDir Path folder;

    record KeyForm(String name, List<String> command) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<KeyForm> keyForms() {
        List<String> curve = List.of("ecparam", "-genkey", "-name", "secp384r1");
        return Stream.of(
                new KeyForm("RSA in PKCS#8", List.of("genpkey", "-algorithm", "RSA")),
                new KeyForm("RSA in PKCS#1", List.of("genrsa", "-traditional", "2048")),
                new KeyForm(
                        "EC in PKCS#8",
                        List.of(
                                "genpkey",
                                "-algorithm",
                                "EC",
                                "-pkeyopt",
                                "ec_paramgen_curve:P-256")),
                new KeyForm("EC in SEC1, after its parameters", curve),
                new KeyForm(
                        "EC in SEC1 alone",
                        Stream.concat(curve.stream(), Stream.of("-noout")).toList()),
                new KeyForm("Ed25519", List.of("genpkey", "-algorithm", "ed25519")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keyForms")
    @DisplayName("a client certificate logs in, whatever form openssl gave its key")
    void clientCertificate(KeyForm form) throws Exception {
        OpensslKeys openssl = new OpensslKeys(folder);
        String key = openssl.key("key", form.command());
        String certificate = openssl.certificate("key");
        UserSettings user =
                new UserSettings(
                        "jane", new UserSettings.NoLogin(), certificate, new Secret(key), Map.of());
        try (ScriptedServer server = new ScriptedServer(ServerKeys.LOCALHOST, only(certificate));
                ApiSession session = session(trusting(server.url()), user)) {
            assertTrue(session.find(TestSessions.X).isPresent());
        }
    }

    @Test
    @DisplayName("a certificate that an exec plugin gives logs in")
    void certificateOfPlugin() throws Exception {
        OpensslKeys openssl = new OpensslKeys(folder);
        String key = openssl.key("key", List.of("genpkey", "-algorithm", "RSA"));
        String certificate = openssl.certificate("key");
        Map<String, Object> credential =
                Map.of(
                        "apiVersion", "client.authentication.k8s.io/v1",
                        "kind", "ExecCredential",
                        "status",
                                Map.of("clientCertificateData", certificate, "clientKeyData", key));
        Path answer = Files.writeString(folder.resolve("answer"), Json.write(credential));
        UserSettings.Exec plugin =
                new UserSettings.Exec(
                        "cat",
                        List.of(answer.toString()),
                        Map.of(),
                        "client.authentication.k8s.io/v1",
                        false);
        UserSettings user = new UserSettings("jane", plugin, "", Secret.NONE, Map.of());
        try (ScriptedServer server = new ScriptedServer(ServerKeys.LOCALHOST, only(certificate));
                ApiSession session = session(trusting(server.url()), user)) {
            assertTrue(session.find(TestSessions.X).isPresent());
            assertEquals("", server.requests().get(0).header("Authorization"));
        }
    }

    @Test
    @DisplayName("a missing or refused client certificate is AUTH and names the user")
    void refusedClientCertificate() throws Exception {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(ServerKeys.LOCALHOST.keyManagers().getKeyManagers(), null, null);
        try (SSLServerSocket socket =
                (SSLServerSocket) tls.getServerSocketFactory().createServerSocket(0)) {
            socket.setNeedClientAuth(true);
            Thread server = new Thread(() -> refuseClients(socket));
            server.setDaemon(true);
            server.start();
            String url = "https://127.0.0.1:" + socket.getLocalPort();
            try (ApiSession session = session(trusting(url), TestSessions.user())) {
                FederationException failure = failure(session);

                assertEquals(ErrorClass.AUTH, failure.errorClass(), failure.getMessage());
                assertTrue(failure.getMessage().contains("user 'jane'"), failure.getMessage());
            }
        }
    }

    private static void refuseClients(SSLServerSocket socket) {
        while (!socket.isClosed()) {
            try (SSLSocket client = (SSLSocket) socket.accept()) {
                client.startHandshake();
            } catch (IOException refused) {
                continue;
            }
        }
    }

    @Test
    @DisplayName(
            "a key of another kind than the certificate's is INPUT, before any server is asked")
    void keyOfAnotherKind() throws Exception {
        OpensslKeys openssl = new OpensslKeys(folder);
        openssl.key("one", List.of("genpkey", "-algorithm", "RSA"));
        String other = openssl.key("other", List.of("genpkey", "-algorithm", "ed25519"));
        UserSettings user =
                new UserSettings(
                        "jane",
                        new UserSettings.NoLogin(),
                        openssl.certificate("one"),
                        new Secret(other),
                        Map.of());

        FederationException failure =
                assertThrows(
                        FederationException.class,
                        () -> session(trusting("https://127.0.0.1:1"), user));

        assertEquals(ErrorClass.INPUT, failure.errorClass());
        assertTrue(failure.getMessage().contains("another kind"), failure.getMessage());
    }

    @Test
    @DisplayName("the kubeconfig's broken key is INPUT and is not shown")
    void brokenKey() throws Exception {
        String certificate = ServerKeys.LOCALHOST.pem();
        for (String key :
                List.of(
                        "-----BEGIN PRIVATE KEY-----\nYzRuNHJ5\n-----END PRIVATE KEY-----",
                        "-----BEGIN EC PRIVATE KEY-----\nYzRuNHJ5\n-----END EC PRIVATE KEY-----",
                        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nYzRuNHJ5\n-----END ENCRYPTED PRIVATE"
                                + " KEY-----")) {
            UserSettings user =
                    new UserSettings(
                            "jane",
                            new UserSettings.NoLogin(),
                            certificate,
                            new Secret(key),
                            Map.of());
            FederationException failure =
                    assertThrows(
                            FederationException.class,
                            () -> session(trusting("https://127.0.0.1:1"), user));
            assertEquals(ErrorClass.INPUT, failure.errorClass());
            assertFalse(failure.getMessage().contains("YzRu"), failure.getMessage());
        }
    }

    private static X509TrustManager only(String client) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        byte[] pem = client.getBytes(StandardCharsets.US_ASCII);
        store.setCertificateEntry(
                "client",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem)));
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

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
}
