package io.meshfed.sandbox.pki;

import static java.util.Objects.requireNonNull;

import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A key and the certificates that vouch for it.
 *
 * @param chain the key's own certificate first, the root last
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {

    public Identity {
        requireNonNull(key);
        chain = List.copyOf(chain);
    }

    /** The key's own certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    public String chainPem() {
        return chain.stream().map(Identity::pem).collect(Collectors.joining());
    }

    /** For files that other programs read. Never for a log. */
    public String keyPem() {
        return Certificates.pem("PRIVATE KEY", key.getEncoded());
    }

    /** Without the key, which a record would print. */
    @Override
    public String toString() {
        return "Identity[" + certificate().getSubjectX500Principal().getName() + "]";
    }

    static String pem(X509Certificate certificate) {
        try {
            return Certificates.pem("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException parsedBefore) {
            throw new IllegalStateException(parsedBefore);
        }
    }
}
