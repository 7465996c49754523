package io.meshfed.model;

import static io.meshfed.model.Roots.EC;
import static io.meshfed.model.Roots.RSA;
import static io.meshfed.model.Roots.pem;
import static io.meshfed.model.TrustProblem.Kind.EMPTY;
import static io.meshfed.model.TrustProblem.Kind.FOREIGN_BLOCK;
import static io.meshfed.model.TrustProblem.Kind.MALFORMED;
import static io.meshfed.model.TrustProblem.Kind.NOT_A_ROOT;
import static io.meshfed.model.TrustProblem.Kind.PRIVATE_KEY;
import static io.meshfed.model.TrustProblem.Kind.TOO_LARGE;
import static io.meshfed.model.TrustProblem.Kind.WEAK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.TrustProblem.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostilePemTest {

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----\n";
    private static final String END = "-----END CERTIFICATE-----\n";
    private static final String BODY = EC.replace(BEGIN, "").replace(END, "");

    /** Never seen in a message: what stands for the bytes of a key. */
    private static final String KEY_BYTES = "c2VjcmV0LWtleS1ieXRlcw==";

    /** A text, what it is refused as, and a part of the reason. */
    record Case(String name, String text, Kind kind, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> refused() {
        return Stream.of(empty(), markers(), bodies(), foreign(), keys(), weak(), limits())
                .flatMap(List::stream);
    }

    private static List<Case> empty() {
        return List.of(
                new Case("empty", "", EMPTY, "0 certificates"),
                new Case("blank", " \n\t\r\n", EMPTY, "0 certificates"),
                new Case("only text", "no certificate yet\n", EMPTY, "0 certificates"),
                new Case("only base64", BODY, EMPTY, "0 certificates"),
                new Case("only a comment", "# -- roots --\n", EMPTY, "0 certificates"),
                new Case("NUL bytes", "\0\0\0", EMPTY, "0 certificates"),
                new Case("HTML", "<html>404 Not Found</html>", EMPTY, "0 certificates"));
    }

    private static List<Case> markers() {
        return List.of(
                malformed("blank before BEGIN", " " + EC, "line 1 has blanks before the dashes"),
                malformed("tab before END", EC.replace(END, "\t" + END), "has blanks before"),
                malformed("indented all over", EC.indent(4), "line 1 has blanks before"),
                malformed("byte order mark", "\ufeff" + EC, "line 1 begins with a byte order mark"),
                malformed("byte order mark later", EC + "\ufeff" + RSA, "is not a whole BEGIN"),
                malformed("literal \\n", EC.replace("\n", "\\n"), "two characters \\n"),
                malformed("literal \\r\\n", EC.replace("\n", "\\r\\n"), "two characters \\n"),
                malformed("JSON string", "\"" + EC.replace("\n", "\\n") + "\"", "\\n"),
                malformed("blanks for breaks", EC.replace("\n", " "), "END and BEGIN on one"),
                malformed("END and BEGIN joined", EC.strip() + RSA, "END and BEGIN on one line"),
                malformed("no END", EC.replace(END, ""), "block 1, begun in line 1, has no END"),
                malformed("no END, then BEGIN", EC.replace(END, "") + RSA, "has no END before the"),
                malformed("second without END", EC + BEGIN + BODY, "block 2, begun in line"),
                malformed("no BEGIN", EC.replace(BEGIN, ""), "END without BEGIN in line"),
                malformed("BEGIN twice", BEGIN + EC, "has no END before the BEGIN in line 2"),
                malformed("END twice", EC + END, "END without BEGIN"),
                malformed("END first", END + EC, "END without BEGIN in line 1"),
                malformed("only BEGIN", BEGIN, "begun in line 1, has no END"),
                malformed("BEGIN with body", EC.replace("-----\nMI", "-----MI"), "line 1 is not"),
                malformed("END with body", EC.replace("\n-----END", "-----END"), "is not a whole"),
                malformed("text after END", EC.strip() + " # west\n", "is not a whole BEGIN"),
                malformed("four dashes", EC.replace("-----", "----"), "line 1 is not a whole"),
                malformed("six dashes", EC.replace("-----", "------"), "line 1 is not a whole"),
                malformed("long dashes", EC.replace("-", "\u2013"), "line 1 is not a whole"),
                malformed("lower case", EC.toLowerCase(Locale.ROOT), "line 1 is not"),
                malformed("quoted", "> " + EC.replace("\n", "\n> "), "line 1 is not a whole"),
                malformed("other END", EC.replace(END, "-----END CRL-----\n"), "is not a whole"),
                malformed("old Mac line ends", EC.replace("\n", "\r"), "END and BEGIN on one"),
                malformed("two blanks in BEGIN", EC.replace("N C", "N  C"), "line 1 is not"));
    }

    private static List<Case> bodies() {
        String bytes = BODY.replace("\n", "");
        return List.of(
                malformed("no body", BEGIN + END, "line 1 to 2, is cut short"),
                malformed(
                        "blank line inside", EC.replaceFirst("\nM", "\n\nM"), "line 2: no base64"),
                malformed("one character less", inBody("A", ""), "is cut short"),
                malformed("last line lost", withoutLine(-2), "is no X.509 certificate"),
                malformed("first line lost", withoutLine(1), "is no X.509 certificate"),
                malformed("second line lost", withoutLine(2), "is no X.509 certificate"),
                malformed("star in base64", inBody("A", "*"), "no base64"),
                malformed("blank in base64", inBody("A", "A "), "no base64"),
                malformed("URL-safe base64", inBody("A", "_"), "no base64"),
                malformed("padding inside", inBody("A", "="), "no base64"),
                malformed("lines after padding", block(KEY_BYTES + "\nAAAA"), "no base64"),
                malformed("only padding", block("===="), "no base64"),
                malformed("NUL in base64", inBody("A", "\0"), "no base64"),
                malformed("letters alike", inBody("A", "\u0410"), "no base64"),
                malformed("encoded twice", block(base64(bytes)), "is no X.509 certificate"),
                malformed("PEM inside", block(base64(EC)), "is no X.509 certificate"),
                malformed("text inside", block(base64("hello")), "is no X.509 certificate"),
                malformed("bytes after", block(encoded(der(EC), 1)), "is no X.509 certificate"),
                malformed("bytes lost", block(encoded(der(EC), -3)), "is no X.509 certificate"),
                malformed("two in one", block(base64Twice()), "is no X.509 certificate"),
                malformed("PKCS7 renamed", renamed("pkcs7", "PKCS7"), "is no X.509 certificate"),
                malformed("CRL renamed", renamed("crl", "X509 CRL"), "is no X.509 certificate"),
                malformed("one bit wrong", block(oneBitWrong()), "is damaged"),
                malformed("good, then bad", EC + block("AAAA"), "certificate 2 (line"),
                malformed(
                        "PEM header",
                        EC.replace(BEGIN, BEGIN + "Proc-Type: 4,ENCRYPTED\n\n"),
                        "line 2: a PEM header"));
    }

    private static List<Case> foreign() {
        return List.of(
                foreign("crl", "X509 CRL"),
                foreign("pkcs7", "PKCS7"),
                foreign("request", "CERTIFICATE REQUEST"),
                foreign("trusted", "TRUSTED CERTIFICATE"),
                foreign("public-key", "PUBLIC KEY"),
                new Case(
                        "CRL behind a root",
                        EC + pem("crl"),
                        FOREIGN_BLOCK,
                        "begins a block 'X509 CRL'"));
    }

    private static List<Case> keys() {
        return List.of(
                key("PKCS8", "PRIVATE KEY"),
                key("PKCS1", "RSA PRIVATE KEY"),
                key("SEC1", "EC PRIVATE KEY"),
                key("encrypted", "ENCRYPTED PRIVATE KEY"),
                key("OpenSSH", "OPENSSH PRIVATE KEY"),
                new Case(
                        "key without END",
                        "-----BEGIN " + "PRIVATE KEY-----\n" + KEY_BYTES,
                        PRIVATE_KEY,
                        "line 1"),
                new Case(
                        "PuTTY key",
                        EC + "PuTTY-User-Key-File-3: ssh-rsa\n" + KEY_BYTES,
                        PRIVATE_KEY,
                        "private key found"));
    }

    private static List<Case> weak() {
        return List.of(
                new Case("leaf", pem("leaf"), NOT_A_ROOT, "basicConstraints"),
                new Case("no constraints", pem("no-constraints"), NOT_A_ROOT, "basicConstraints"),
                new Case("no keyCertSign", pem("no-cert-sign"), NOT_A_ROOT, "keyCertSign"),
                new Case("leaf behind a root", EC + pem("leaf"), NOT_A_ROOT, "certificate 2"),
                new Case("RSA 1024", pem("rsa-1024"), WEAK, "an RSA key of 1024 bits"),
                new Case("P-224", pem("p224"), WEAK, "224 bits"),
                new Case("curve of Bitcoin", pem("secp256k1"), WEAK, "neither RSA nor EC"),
                new Case("Ed25519", pem("ed25519"), WEAK, "neither RSA nor EC"),
                new Case("SHA-1", pem("sha1"), WEAK, "SHA-1 or MD5"),
                new Case("MD5", pem("md5"), WEAK, "SHA-1 or MD5"),
                new Case("PSS with SHA-1", pem("pss-sha1"), WEAK, "SHA-1 or MD5"));
    }

    private static List<Case> limits() {
        return List.of(
                new Case("nine roots", pem("nine"), TOO_LARGE, "9 different certificates; 8"),
                new Case("much text", EC + "x\n".repeat(40_000), TOO_LARGE, "64 is the most"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    @DisplayName(
            "D3, D4, D5, D9, D13, D14, D15: what is no clean list of roots is refused, with the place and the reason")
    void refuses(Case refused) {
        TrustProblem problem = assertThrows(TrustProblem.class, () -> Roots.parse(refused.text()));

        assertEquals(refused.kind(), problem.kind(), problem.getMessage());
        assertTrue(problem.getMessage().startsWith(Roots.WHERE + ": "), problem.getMessage());
        assertTrue(problem.getMessage().contains(refused.reason()), problem.getMessage());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    @DisplayName("D14: no message carries a piece of the text, or a character unfit for a terminal")
    void quotesNothing(Case refused) {
        String message =
                assertThrows(TrustProblem.class, () -> Roots.parse(refused.text())).getMessage();

        assertFalse(message.contains(KEY_BYTES.substring(0, 8)), message);
        assertFalse(message.contains(BODY.substring(0, 8)), message);
        assertTrue(message.chars().allMatch(c -> c >= ' ' && c <= '~'), message);
    }

    @Test
    @DisplayName("the table has at least 60 cases")
    void tableIsLarge() {
        assertTrue(refused().count() >= 60, () -> "only " + refused().count());
    }

    private static Case malformed(String name, String text, String reason) {
        return new Case(name, text, MALFORMED, reason);
    }

    private static Case foreign(String file, String label) {
        return new Case(
                file, pem(file), FOREIGN_BLOCK, "line 1 begins a block '%s'".formatted(label));
    }

    private static Case key(String name, String label) {
        String block =
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, KEY_BYTES);
        int line = (int) EC.lines().count() + 1;
        return new Case(name, EC + block, PRIVATE_KEY, "private key found in line " + line);
    }

    private static String block(String body) {
        return BEGIN + body + "\n" + END;
    }

    private static String inBody(String what, String by) {
        return BEGIN + BODY.replaceFirst(what, by) + END;
    }

    private static String renamed(String file, String label) {
        return pem(file).replace(label + "-----", "CERTIFICATE-----");
    }

    private static String withoutLine(int index) {
        List<String> lines = new ArrayList<>(EC.lines().toList());
        lines.remove(index < 0 ? lines.size() + index : index);
        return String.join("\n", lines);
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder()
                .decode(pem.replace(BEGIN, "").replace(END, "").replace("\n", ""));
    }

    private static String encoded(byte[] bytes, int more) {
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, bytes.length + more));
    }

    private static String base64Twice() {
        byte[] one = der(EC);
        byte[] two = Arrays.copyOf(one, one.length * 2);
        System.arraycopy(one, 0, two, one.length, one.length);
        return Base64.getEncoder().encodeToString(two);
    }

    private static String oneBitWrong() {
        byte[] bytes = der(EC);
        bytes[bytes.length - 1] ^= 1;
        return encoded(bytes, 0);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
