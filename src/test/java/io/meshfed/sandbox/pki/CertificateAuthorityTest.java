package io.meshfed.sandbox.pki;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {

    private final CertificateAuthority authority = CertificateAuthority.create("aro API");

    @Test
    @DisplayName(
            "the root is a CA that may sign certificates and revocation lists, and says so critically")
    void rootIsAuthority() {
        X509Certificate root = authority.certificate();

        assertEquals(Integer.MAX_VALUE, root.getBasicConstraints());
        assertTrue(root.getKeyUsage()[5] && root.getKeyUsage()[6]);
        assertEquals(Set.of("2.5.29.15", "2.5.29.19"), root.getCriticalExtensionOIDs());
        assertEquals(root.getSubjectX500Principal(), root.getIssuerX500Principal());
    }

    @Test
    @DisplayName("the root verifies itself and what it issued")
    void signaturesVerify() throws GeneralSecurityException {
        Identity server = authority.issue("server", List.of("localhost", "127.0.0.1"));

        authority.certificate().verify(authority.certificate().getPublicKey());
        server.certificate().verify(authority.certificate().getPublicKey());
        assertEquals(-1, server.certificate().getBasicConstraints());
    }

    @Test
    @DisplayName("names, addresses and SPIFFE ids become the alternative names of their kind")
    void alternativeNames() throws GeneralSecurityException {
        Identity identity =
                authority.issue(
                        "x", List.of("api.aro.example", "127.0.0.1", "spiffe://aro/ns/a/sa/b"));

        assertEquals(
                List.of(
                        List.of(2, "api.aro.example"),
                        List.of(7, "127.0.0.1"),
                        List.of(6, "spiffe://aro/ns/a/sa/b")),
                List.copyOf(identity.certificate().getSubjectAlternativeNames()));
    }

    @Test
    @DisplayName("explicit validity is kept to the second, beyond 2050 too")
    void validity() {
        Instant from = Instant.parse("2024-02-29T12:34:56Z");
        Instant until = Instant.parse("2051-01-01T00:00:00Z");

        X509Certificate root = CertificateAuthority.create("old", from, until).certificate();

        assertEquals(from, root.getNotBefore().toInstant());
        assertEquals(until, root.getNotAfter().toInstant());
    }

    @Test
    @DisplayName("a renewed root has the same key and another certificate")
    void renewal() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");

        CertificateAuthority renewed = authority.renewed(now, now.plusSeconds(3600));

        assertArrayEquals(
                authority.certificate().getPublicKey().getEncoded(),
                renewed.certificate().getPublicKey().getEncoded());
        assertNotEquals(authority.pem(), renewed.pem());
    }

    @Test
    @DisplayName("an identity does not print its key")
    void keyIsNotPrinted() {
        assertEquals("Identity[CN=server]", authority.issue("server", List.of()).toString());
    }

    @Test
    @DisplayName("a name that only looks like an address is refused")
    void wrongAddress() {
        assertThrows(
                IllegalArgumentException.class, () -> authority.issue("x", List.of("300.1.1.1")));
    }

    @Test
    @DisplayName("a client that trusts the root alone talks TLS to the server and checks its name")
    void tls() throws Exception {
        Identity identity = authority.issue("server", List.of("127.0.0.1"));
        SSLContext serverSide = authority.serverContext(identity);
        try (SSLServerSocket listening =
                (SSLServerSocket) serverSide.getServerSocketFactory().createServerSocket(0)) {
            Thread server = new Thread(() -> answerOnce(listening));
            server.start();
            try (SSLSocket client =
                    (SSLSocket)
                            authority
                                    .clientContext()
                                    .getSocketFactory()
                                    .createSocket("127.0.0.1", listening.getLocalPort())) {
                var parameters = client.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                client.setSSLParameters(parameters);

                assertEquals(42, client.getInputStream().read());
            }
            server.join();
        }
    }

    @Test
    @DisplayName("openssl accepts the chain and reads the extensions")
    void opensslAgrees(@TempDir Path folder) throws Exception {
        assumeTrue(onPath("openssl"), "openssl is not on the PATH");
        Identity identity = authority.issue("server", List.of("localhost", "::1"));
        Path root = Files.writeString(folder.resolve("ca.crt"), authority.pem());
        Path leaf = Files.writeString(folder.resolve("tls.crt"), identity.chainPem());
        Path key = Files.writeString(folder.resolve("tls.key"), identity.keyPem());

        String verdict = openssl("verify", "-x509_strict", "-CAfile", "" + root, "" + leaf);
        String text = openssl("x509", "-noout", "-text", "-in", leaf.toString());
        String rootText = openssl("x509", "-noout", "-text", "-in", root.toString());
        String keyText = openssl("pkey", "-noout", "-check", "-in", key.toString());

        assertTrue(verdict.endsWith("OK\n"), verdict);
        assertTrue(text.contains("DNS:localhost, IP Address:0:0:0:0:0:0:0:1"), text);
        assertTrue(rootText.contains("Certificate Sign, CRL Sign"), rootText);
        assertTrue(keyText.contains("Key is valid"), keyText);
    }

    private static void answerOnce(SSLServerSocket listening) {
        try (var socket = listening.accept()) {
            socket.getOutputStream().write(42);
        } catch (IOException clientFailsTheTest) {
            assertTrue(listening.isBound(), clientFailsTheTest.toString());
        }
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String openssl(String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
