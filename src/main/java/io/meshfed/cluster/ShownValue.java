package io.meshfed.cluster;

import io.meshfed.cluster.json.Json;
import io.meshfed.report.SafeText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a field's value looks in a report: certificates as fingerprints, other PEM not at all. */
final class ShownValue {

    private static final int LONGEST = 120;

    private ShownValue() {}

    static String of(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            String json = Json.write(Map.of("", value));
            return shortened(json.contains("-----BEGIN") ? "(PEM)" : inner(json));
        }
        return text(String.valueOf(value));
    }

    private static String inner(String json) {
        return json.substring("{\"\":".length(), json.length() - 1);
    }

    private static String text(String value) {
        String pem = value.startsWith("LS0tLS1CRUdJTi") ? decoded(value) : value;
        if (!pem.contains("-----BEGIN")) {
            return shortened(value);
        }
        return pem.contains("PRIVATE KEY") ? "(private key)" : fingerprints(pem);
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return base64;
        }
    }

    private static String fingerprints(String pem) {
        try {
            byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes))
                    .stream()
                    .map(ShownValue::fingerprint)
                    .collect(Collectors.joining(", "));
        } catch (CertificateException broken) {
            return "(PEM)";
        }
    }

    private static String fingerprint(Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException broken) {
            return "(certificate)";
        }
    }

    /** Ends of lines as programmers write them: a text of many lines has to be read here. */
    private static String shortened(String text) {
        String few = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return SafeText.of(few.replace("\n", "\\n").replace("\t", "\\t"));
    }
}
