package io.meshfed.model;

import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What may be shown of a root certificate. Subject and issuer are text that somebody else chose.
 *
 * @param sha256 of the certificate, as {@code openssl x509 -fingerprint -sha256} prints it, without
 *     the colons and in lower case
 * @param spkiSha256 of the public key; istiod renews its self-signed root with the same key, so a
 *     new certificate is not always a new root
 */
public record RootCertificate(
        String subject,
        String issuer,
        Instant notBefore,
        Instant notAfter,
        String sha256,
        String spkiSha256) {

    public RootCertificate {
        requireNonNull(subject);
        requireNonNull(issuer);
        requireNonNull(notBefore);
        requireNonNull(notAfter);
        requireNonNull(sha256);
        requireNonNull(spkiSha256);
    }

    static RootCertificate of(X509Certificate certificate, byte[] der) {
        return new RootCertificate(
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                sha256(der),
                sha256(certificate.getPublicKey().getEncoded()));
    }

    /** Whole days; negative once it has expired. */
    public long daysLeft(Instant now) {
        return Math.floorDiv(Duration.between(now, notAfter).toSeconds(), 86_400);
    }

    boolean expired(Instant now) {
        return notAfter.isBefore(now);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
