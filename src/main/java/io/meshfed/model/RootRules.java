package io.meshfed.model;

import static io.meshfed.model.TrustProblem.Kind.MALFORMED;
import static io.meshfed.model.TrustProblem.Kind.NOT_A_ROOT;
import static io.meshfed.model.TrustProblem.Kind.WEAK;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What makes a certificate fit to be trusted as a mesh's root. */
final class RootRules {

    private static final int KEY_CERT_SIGN = 5;
    private static final int LEAST_RSA_BITS = 2048;
    private static final int LEAST_EC_BITS = 256;

    /** Istio's CA signs with RSA and ECDSA only, and Envoy's TLS library knows no other curves. */
    private static final List<EllipticCurve> CURVES = curves();

    private static final String UNKNOWN_KEY =
            "has a key that is neither RSA nor EC on the curve P-256, P-384 or P-521";

    private RootRules() {}

    static X509Certificate certificate(PemText.Block block) throws TrustProblem {
        X509Certificate certificate = decoded(block);
        checkUse(block, certificate);
        checkKey(block, certificate.getPublicKey());
        checkDigest(block, certificate);
        checkUndamaged(block, certificate);
        return certificate;
    }

    /** Whether the certificate leaves open what it may be used for. */
    static boolean usesAreOpen(X509Certificate certificate) {
        return certificate.getKeyUsage() == null;
    }

    static boolean selfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static X509Certificate decoded(PemText.Block block) throws TrustProblem {
        try {
            X509Certificate certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(block.der()));
            // The JDK also takes PEM inside of the block, and stops reading where it likes.
            if (Arrays.equals(certificate.getEncoded(), block.der())) {
                return certificate;
            }
        } catch (CertificateException | RuntimeException e) {
            // The reason may quote the content; the place is enough to find it.
        }
        throw problem(MALFORMED, block, "is no X.509 certificate");
    }

    private static void checkUse(PemText.Block block, X509Certificate certificate)
            throws TrustProblem {
        if (certificate.getBasicConstraints() < 0) {
            throw problem(
                    NOT_A_ROOT,
                    block,
                    "is no CA: its extension basicConstraints does not say CA:TRUE");
        }
        if (!usesAreOpen(certificate) && !certificate.getKeyUsage()[KEY_CERT_SIGN]) {
            throw problem(
                    NOT_A_ROOT,
                    block,
                    "may not sign certificates: its extension keyUsage lacks keyCertSign");
        }
    }

    private static void checkKey(PemText.Block block, PublicKey key) throws TrustProblem {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (bits < LEAST_RSA_BITS) {
                throw weak(block, "an RSA key of %d bits".formatted(bits), LEAST_RSA_BITS);
            }
        } else if (key instanceof ECPublicKey ec) {
            int bits = ec.getParams().getOrder().bitLength();
            if (bits < LEAST_EC_BITS) {
                throw weak(block, "an EC key of %d bits".formatted(bits), LEAST_EC_BITS);
            }
            if (!onKnownCurve(ec)) {
                throw problem(WEAK, block, UNKNOWN_KEY);
            }
        } else {
            throw problem(WEAK, block, UNKNOWN_KEY);
        }
    }

    private static TrustProblem weak(PemText.Block block, String what, int least) {
        return problem(WEAK, block, "has %s; %d is the least".formatted(what, least));
    }

    private static boolean onKnownCurve(ECPublicKey key) {
        return CURVES.stream().anyMatch(curve -> curve.equals(key.getParams().getCurve()));
    }

    private static List<EllipticCurve> curves() {
        try {
            List<EllipticCurve> curves = new ArrayList<>();
            for (String name : List.of("secp256r1", "secp384r1", "secp521r1")) {
                AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
                parameters.init(new ECGenParameterSpec(name));
                curves.add(parameters.getParameterSpec(ECParameterSpec.class).getCurve());
            }
            return List.copyOf(curves);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has the curves of the NIST", e);
        }
    }

    /** A wrong letter in the middle of a text can leave a certificate that still parses. */
    private static void checkUndamaged(PemText.Block block, X509Certificate certificate)
            throws TrustProblem {
        if (!selfIssued(certificate)) {
            return;
        }
        try {
            certificate.verify(certificate.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw problem(MALFORMED, block, "is damaged: its signature by its own key is wrong");
        }
    }

    private static void checkDigest(PemText.Block block, X509Certificate certificate)
            throws TrustProblem {
        String algorithm = digestOf(certificate).toUpperCase(Locale.ROOT).replace("-", "");
        if (algorithm.contains("SHA1") || algorithm.matches(".*MD[0-9].*")) {
            throw problem(WEAK, block, "is signed with SHA-1 or MD5");
        }
    }

    /** RSASSA-PSS names its digest in its parameters, the others in their own name. */
    private static String digestOf(X509Certificate certificate) {
        byte[] encoded = certificate.getSigAlgParams();
        if (!certificate.getSigAlgName().equals("RSASSA-PSS") || encoded == null) {
            return certificate.getSigAlgName();
        }
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(encoded);
            return parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
        } catch (GeneralSecurityException | IOException e) {
            // The standard's default, and what unreadable parameters deserve.
            return "SHA-1";
        }
    }

    private static TrustProblem problem(
            TrustProblem.Kind kind, PemText.Block block, String message) {
        return new TrustProblem(
                kind,
                "certificate %d (line %d) %s".formatted(block.number(), block.line(), message));
    }
}
