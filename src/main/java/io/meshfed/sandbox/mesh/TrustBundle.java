package io.meshfed.sandbox.mesh;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The roots of one trust domain as a gateway takes them: nobody but the gateway ever looks into the
 * text, and it refuses the whole bundle when it cannot read it.
 *
 * @param text as it stood in the ConfigMap
 * @param roots subject and key of each root; empty for text that is no bundle
 */
record TrustBundle(String text, Set<Root> roots) {

    private record Root(String subject, String key) {
        static Root of(Certificate certificate) {
            String subject =
                    certificate instanceof X509Certificate x509
                            ? x509.getSubjectX500Principal().getName()
                            : "";
            return new Root(
                    subject, HexFormat.of().formatHex(certificate.getPublicKey().getEncoded()));
        }
    }

    static TrustBundle of(String text) {
        try {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(
                                    new ByteArrayInputStream(
                                            text.getBytes(StandardCharsets.UTF_8)));
            return new TrustBundle(
                    text, certificates.stream().map(Root::of).collect(Collectors.toSet()));
        } catch (CertificateException garbage) {
            return new TrustBundle(text, Set.of());
        }
    }

    boolean readable() {
        return !roots.isEmpty();
    }

    /** Whether certificates that hang from the other bundle's roots are accepted. */
    boolean accepts(TrustBundle issuer) {
        return issuer.roots.stream().anyMatch(roots::contains);
    }
}
