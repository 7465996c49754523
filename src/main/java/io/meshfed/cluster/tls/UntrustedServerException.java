package io.meshfed.cluster.tls;

import io.meshfed.report.SafeText;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;

/** A server's certificate was refused, with what a person needs to see why. */
public final class UntrustedServerException extends CertificateException {

    private static final long serialVersionUID = 1L;

    UntrustedServerException(String why, X509Certificate certificate) {
        super(
                "%s (subject %s, issuer %s, notAfter %s)"
                        .formatted(
                                SafeText.of(why),
                                SafeText.of(certificate.getSubjectX500Principal().getName()),
                                SafeText.of(certificate.getIssuerX500Principal().getName()),
                                certificate.getNotAfter().toInstant()));
    }

    static String why(CertificateException refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "it has expired";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return "it is not valid yet; compare the clocks";
            }
            if (cause instanceof CertPathValidatorException path) {
                if (path.getReason() == BasicReason.EXPIRED) {
                    return "it, or its authority, has expired";
                }
                if (path.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
                    return "its algorithm or key is too weak";
                }
            }
        }
        return "it was not signed by the kubeconfig's certificate authority";
    }
}
