package io.meshfed.cluster.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Whether a certificate is for a host, by its alternative names; a common name does not count. */
final class CertificateNames {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private CertificateNames() {}

    static boolean match(X509Certificate certificate, String host) {
        String wanted = host == null ? "" : withoutBrackets(host.toLowerCase(Locale.ROOT));
        boolean address = isAddress(wanted);
        for (List<?> name : alternativeNames(certificate)) {
            int type = (Integer) name.get(0);
            if (address && type == IP_ADDRESS && sameAddress((String) name.get(1), wanted)) {
                return true;
            }
            if (!address && type == DNS_NAME && matches((String) name.get(1), wanted)) {
                return true;
            }
        }
        return false;
    }

    private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException broken) {
            return List.of();
        }
    }

    /** A star stands for one whole label, the first, below at least two others. */
    private static boolean matches(String pattern, String host) {
        String name = pattern.toLowerCase(Locale.ROOT);
        if (!name.startsWith("*.")) {
            return !host.isEmpty() && name.equals(host);
        }
        int dot = host.indexOf('.');
        String parent = name.substring(1);
        return dot > 0 && parent.indexOf('.', 1) > 0 && host.substring(dot).equals(parent);
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }

    private static boolean isAddress(String host) {
        return host.contains(":") || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    /** Neither side is a name, so nothing is looked up. */
    private static boolean sameAddress(String one, String other) {
        try {
            return InetAddress.getByName(one).equals(InetAddress.getByName(other));
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
