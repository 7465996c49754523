package io.meshfed.cluster.tls;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;

/**
 * Makes the TLS context of a connection from PEM text. Nothing comes from system properties:
 * neither trust nor key stores that the JVM was started with.
 */
public final class Tls {

    private static final String CHACHA20 = "TLS_CHACHA20_POLY1305_SHA256";

    private Tls() {}

    /**
     * @param authorityPem empty for the authorities of the JDK
     * @param expectedName empty for the host of the URL
     */
    public static TrustManager trust(String authorityPem, String expectedName)
            throws GeneralSecurityException, IOException {
        KeyStore authorities =
                authorityPem.isEmpty() ? authoritiesOfTheJdk() : authorities(authorityPem);
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return new ServerTrust(x509, expectedName);
            }
        }
        throw new GeneralSecurityException("this JDK has no X.509 trust manager");
    }

    /** Any server is the right one. */
    public static TrustManager trustAnybody() {
        return new BlindTrust();
    }

    /**
     * @param certificatePem empty to show none
     */
    public static X509ExtendedKeyManager key(String certificatePem, String keyPem)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        char[] unused = new char[0];
        if (!certificatePem.isEmpty()) {
            PrivateKey key = PrivateKeys.read(keyPem);
            Certificate[] chain = certificates(certificatePem).toArray(Certificate[]::new);
            store.setEntry("client", entry(key, chain), inMemory());
        }
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, unused);
        for (KeyManager manager : factory.getKeyManagers()) {
            if (manager instanceof X509ExtendedKeyManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("this JDK has no X.509 key manager");
    }

    private static KeyStore.PrivateKeyEntry entry(PrivateKey key, Certificate[] chain)
            throws CertificateException {
        try {
            return new KeyStore.PrivateKeyEntry(key, chain);
        } catch (IllegalArgumentException ofAnother) {
            throw new CertificateException(
                    "the key is of another kind than the certificate's", ofAnother);
        }
    }

    /** Of no use but that a key store wants it; its ten thousand rounds would protect a file. */
    private static KeyStore.PasswordProtection inMemory() {
        return new KeyStore.PasswordProtection(
                new char[0],
                "PBEWithHmacSHA256AndAES_256",
                new PBEParameterSpec(new byte[16], 1, new IvParameterSpec(new byte[16])));
    }

    public static SSLContext context(KeyManager key, TrustManager trust)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {key}, new TrustManager[] {trust}, null);
        return context;
    }

    /**
     * What the JDK would offer, with ChaCha20 first: with the quick compiler alone, which suits
     * short runs, AES is not done in hardware and takes four times as long. A server that has no
     * ChaCha20 takes what comes next.
     */
    public static SSLParameters parameters(SSLContext context) {
        SSLParameters parameters = context.getDefaultSSLParameters();
        List<String> suites = new ArrayList<>(List.of(parameters.getCipherSuites()));
        if (suites.remove(CHACHA20)) {
            suites.add(0, CHACHA20);
        }
        parameters.setCipherSuites(suites.toArray(String[]::new));
        return parameters;
    }

    private static KeyStore authorities(String pem) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        int number = 0;
        for (Certificate certificate : certificates(pem)) {
            store.setCertificateEntry("authority-" + number, certificate);
            number++;
        }
        return store;
    }

    private static Collection<? extends Certificate> certificates(String pem)
            throws CertificateException {
        byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
        Collection<? extends Certificate> found =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(bytes));
        if (found.isEmpty()) {
            throw new CertificateException("there is no certificate in it");
        }
        return found;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static KeyStore authoritiesOfTheJdk() throws GeneralSecurityException, IOException {
        File file = new File(System.getProperty("java.home"), "lib/security/cacerts");
        return KeyStore.getInstance(file, (char[]) null);
    }
}
