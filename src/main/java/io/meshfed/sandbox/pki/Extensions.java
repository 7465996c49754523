package io.meshfed.sandbox.pki;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The certificate extensions that TLS and trust bundles look at. */
final class Extensions {

    private static final Pattern IP =
            Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*");

    private Extensions() {}

    static byte[] certificateAuthority() {
        return critical("2.5.29.19", Der.sequence(Der.truth()));
    }

    static byte[] noCertificateAuthority() {
        return critical("2.5.29.19", Der.sequence());
    }

    /** keyCertSign (bit 5) and cRLSign (bit 6). */
    static byte[] signsCertificates() {
        return critical("2.5.29.15", Der.bits(1, (byte) 0x06));
    }

    /** digitalSignature (bit 0): all that an EC key does in TLS. */
    static byte[] signsHandshakes() {
        return critical("2.5.29.15", Der.bits(7, (byte) 0x80));
    }

    static byte[] serverAndClient() {
        return plain(
                "2.5.29.37",
                Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"), Der.oid("1.3.6.1.5.5.7.3.2")));
    }

    static byte[] subjectKey(byte[] id) {
        return plain("2.5.29.14", Der.octets(id));
    }

    static byte[] authorityKey(byte[] id) {
        return plain("2.5.29.35", Der.sequence(Der.primitive(0, id)));
    }

    static byte[] alternativeNames(List<String> dnsNamesAddressesOrUris) {
        return plain(
                "2.5.29.17",
                Der.sequence(
                        dnsNamesAddressesOrUris.stream()
                                .map(Extensions::alternativeName)
                                .toArray(byte[][]::new)));
    }

    private static byte[] alternativeName(String name) {
        if (IP.matcher(name).matches()) {
            try {
                return Der.primitive(7, InetAddress.getByName(name).getAddress());
            } catch (UnknownHostException notAnAddress) {
                throw new IllegalArgumentException("not an IP address: " + name, notAnAddress);
            }
        }
        return Der.primitive(
                name.contains("://") ? 6 : 2, name.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] critical(String oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.truth(), Der.octets(value));
    }

    private static byte[] plain(String oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.octets(value));
    }
}
