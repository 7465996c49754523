package io.meshfed.sandbox.pki;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A self-signed root and what it signs: the CA of an embedded API server, or of an embedded mesh.
 */
public final class CertificateAuthority {

    private static final Duration LIFE = Duration.ofDays(3650);

    private final KeyPair keys;
    private final X509Certificate certificate;
    private final String commonName;

    private CertificateAuthority(KeyPair keys, X509Certificate certificate, String commonName) {
        this.keys = keys;
        this.certificate = certificate;
        this.commonName = commonName;
    }

    /** Valid from an hour ago, so that a clock that is a little behind does not refuse it. */
    public static CertificateAuthority create(String commonName) {
        Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1));
        return create(commonName, start, start.plus(LIFE));
    }

    public static CertificateAuthority create(
            String commonName, Instant notBefore, Instant notAfter) {
        return selfSigned(Certificates.newKeys(), requireNonNull(commonName), notBefore, notAfter);
    }

    /** A new certificate for the same key, which is how istiod renews its own root. */
    public CertificateAuthority renewed(Instant notBefore, Instant notAfter) {
        return selfSigned(keys, commonName, notBefore, notAfter);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public String pem() {
        return Identity.pem(certificate);
    }

    /**
     * A certificate for TLS, as server or client, as long as the root is.
     *
     * @param alternativeNames DNS names, IP addresses, or URIs such as a SPIFFE id
     */
    public Identity issue(String commonName, List<String> alternativeNames) {
        KeyPair leaf = Certificates.newKeys();
        List<byte[]> extensions =
                new ArrayList<>(
                        List.of(
                                Extensions.noCertificateAuthority(),
                                Extensions.signsHandshakes(),
                                Extensions.serverAndClient()));
        if (!alternativeNames.isEmpty()) {
            extensions.add(Extensions.alternativeNames(alternativeNames));
        }
        X509Certificate issued =
                Certificates.sign(
                        new Certificates.Subject(
                                commonName,
                                leaf.getPublic(),
                                certificate.getNotBefore().toInstant(),
                                certificate.getNotAfter().toInstant()),
                        issuer(keys, this.commonName),
                        extensions);
        return new Identity(leaf.getPrivate(), List.of(issued, certificate));
    }

    /** TLS for a server with that identity; client certificates count when this CA signed them. */
    public SSLContext serverContext(Identity identity) {
        return context(keyManagers(identity));
    }

    /** TLS for a client that trusts this CA and nothing else. */
    public SSLContext clientContext() {
        return context(new KeyManager[0]);
    }

    /** TLS for a client that trusts this CA and shows its own certificate. */
    public SSLContext clientContext(Identity identity) {
        return context(keyManagers(identity));
    }

    private SSLContext context(KeyManager[] keyManagers) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers, trust().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException inMemory) {
            throw new IllegalStateException("cannot set up TLS", inMemory);
        }
    }

    private static KeyManager[] keyManagers(Identity identity) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            X509Certificate[] chain = identity.chain().toArray(X509Certificate[]::new);
            store.setEntry("own", new KeyStore.PrivateKeyEntry(identity.key(), chain), inMemory());
            KeyManagerFactory managers =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            return managers.getKeyManagers();
        } catch (GeneralSecurityException | IOException inMemory) {
            throw new IllegalStateException("cannot set up TLS", inMemory);
        }
    }

    /** Its ten thousand rounds for a key protect a file; for each server they would cost 50 ms. */
    private static KeyStore.PasswordProtection inMemory() {
        return new KeyStore.PasswordProtection(
                new char[0],
                "PBEWithHmacSHA256AndAES_256",
                new PBEParameterSpec(new byte[16], 1, new IvParameterSpec(new byte[16])));
    }

    private TrustManagerFactory trust() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", certificate);
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        return managers;
    }

    private static CertificateAuthority selfSigned(
            KeyPair keys, String commonName, Instant notBefore, Instant notAfter) {
        X509Certificate certificate =
                Certificates.sign(
                        new Certificates.Subject(commonName, keys.getPublic(), notBefore, notAfter),
                        issuer(keys, commonName),
                        List.of(Extensions.certificateAuthority(), Extensions.signsCertificates()));
        return new CertificateAuthority(keys, certificate, commonName);
    }

    private static Certificates.Issuer issuer(KeyPair keys, String commonName) {
        return new Certificates.Issuer(commonName, keys.getPublic(), keys.getPrivate());
    }
}
