package io.meshfed.sandbox.pki;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Builds and signs X.509 version 3 certificates with P-256 keys. */
final class Certificates {

    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Certificates() {}

    /** Who gets a certificate, and for how long. */
    record Subject(String commonName, PublicKey key, Instant notBefore, Instant notAfter) {}

    /** Who signs it. */
    record Issuer(String commonName, PublicKey publicKey, PrivateKey key) {}

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static X509Certificate sign(Subject subject, Issuer issuer, List<byte[]> extensions) {
        List<byte[]> all = new ArrayList<>(extensions);
        all.add(Extensions.subjectKey(keyId(subject.key())));
        all.add(Extensions.authorityKey(keyId(issuer.publicKey())));
        byte[] algorithm = Der.sequence(Der.oid(ECDSA_WITH_SHA256));
        byte[] body =
                Der.sequence(
                        Der.explicit(0, Der.integer(BigInteger.TWO)),
                        Der.integer(new BigInteger(120, RANDOM).setBit(120)),
                        algorithm,
                        name(issuer.commonName()),
                        Der.sequence(Der.time(subject.notBefore()), Der.time(subject.notAfter())),
                        name(subject.commonName()),
                        subject.key().getEncoded(),
                        Der.explicit(3, Der.sequence(all.toArray(byte[][]::new))));
        byte[] signature = signature(body, issuer.key());
        return parse(Der.sequence(body, algorithm, Der.bits(0, signature)));
    }

    static String pem(String label, byte[] der) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, lines.encodeToString(der), label);
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.utf8(commonName))));
    }

    private static byte[] keyId(PublicKey key) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] signature(byte[] body, PrivateKey key) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(key);
            signer.update(body);
            return signer.sign();
        } catch (GeneralSecurityException keyIsOurs) {
            throw new IllegalStateException(keyIsOurs);
        }
    }

    private static X509Certificate parse(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException writtenWrong) {
            throw new IllegalStateException(writtenWrong);
        }
    }
}
