package io.meshfed.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Named.named;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that were made a moment ago. */
@DisplayName("of a private key")
class PrivateKeyTest {

    /** Identifier and parameters of RSA keys, as each certificate of one has them. */
    private static final String RSA_IDENTIFIER = "MA0GCSqGSIb3DQEBAQUA";

    private static final int BEFORE_SCALAR = 7;

    private static Optional<RSAPrivateCrtKey> rsa = Optional.empty();

    /**
     * @param secrets numbers that stand in the key, and that nobody may see
     */
    private record Key(String label, byte[] der, List<byte[]> secrets) {

        String pem() {
            Base64.Encoder encoder =
                    Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
            return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                    .formatted(label, encoder.encodeToString(der), label);
        }
    }

    static Stream<Named<Key>> keys() throws GeneralSecurityException {
        RSAPrivateCrtKey rsa = rsa();
        ECPrivateKey ec = (ECPrivateKey) made("EC", 256);
        EdECPrivateKey ed = (EdECPrivateKey) made("Ed25519", 255);
        byte[] scalar = bytes(ec.getS());
        int sec1 = indexOf(ec.getEncoded(), octets(ec.getS())) - BEFORE_SCALAR;
        byte[] older = Arrays.copyOfRange(ec.getEncoded(), sec1, ec.getEncoded().length);
        List<byte[]> numbers =
                Stream.of(
                                rsa.getPrivateExponent(),
                                rsa.getPrimeP(),
                                rsa.getPrimeQ(),
                                rsa.getPrimeExponentP(),
                                rsa.getPrimeExponentQ(),
                                rsa.getCrtCoefficient())
                        .map(PrivateKeyTest::bytes)
                        .toList();
        return Stream.of(
                named("RSA", new Key("PRIVATE KEY", rsa.getEncoded(), numbers)),
                named("EC", new Key("PRIVATE KEY", ec.getEncoded(), List.of(scalar))),
                named("EC, SEC1", new Key("EC PRIVATE KEY", older, List.of(scalar))),
                named(
                        "Ed25519",
                        new Key(
                                "PRIVATE KEY",
                                ed.getEncoded(),
                                List.of(ed.getBytes().orElseThrow()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    @DisplayName("no eight letters of base64 that tell of its secret numbers are seen")
    void hidden(Key key) {
        Redactor redactor = new Redactor();
        redactor.learn(key.pem());
        String base64 = Base64.getEncoder().encodeToString(key.der());

        for (byte[] secret : key.secrets()) {
            int at = indexOf(key.der(), secret);
            int first = at * 8 / 6;
            int behind = ((at + secret.length) * 8 + 5) / 6;
            assertTrue(at > 0 && behind - first >= Redactor.TOO_MANY);
            for (int i = first; i + Redactor.TOO_MANY <= behind; i++) {
                String part = base64.substring(i, i + Redactor.TOO_MANY);
                String told = redactor.of("got " + part + ".");
                assertFalse(told.contains(part), () -> "letters from " + first + ": " + told);
            }
        }
    }

    @Test
    @DisplayName("the name of its algorithm, which certificates carry as well, is no secret")
    void algorithm() throws GeneralSecurityException {
        PrivateKey rsa = rsa();
        Redactor redactor = new Redactor();
        redactor.learn(new Key("PRIVATE KEY", rsa.getEncoded(), List.of()).pem());
        String base64 = Base64.getEncoder().encodeToString(rsa.getEncoded());
        String shifted = base64.substring(0, 28);

        assertSame(shifted, redactor.of(shifted));
        assertSame(RSA_IDENTIFIER, redactor.of(RSA_IDENTIFIER));
    }

    /** One for all tests: to make one takes seconds. */
    private static synchronized RSAPrivateCrtKey rsa() throws GeneralSecurityException {
        if (rsa.isEmpty()) {
            rsa = Optional.of((RSAPrivateCrtKey) made("RSA", 2048));
        }
        return rsa.get();
    }

    private static PrivateKey made(String algorithm, int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair().getPrivate();
    }

    /** Without zeros in front. */
    private static byte[] bytes(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    /** With the zeros of a number of 256 bits. */
    private static byte[] octets(BigInteger number) {
        byte[] bytes = bytes(number);
        byte[] octets = new byte[32];
        System.arraycopy(bytes, 0, octets, 32 - bytes.length, bytes.length);
        return octets;
    }

    private static int indexOf(byte[] text, byte[] part) {
        for (int at = 0; at + part.length <= text.length; at++) {
            if (Arrays.equals(text, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new IllegalArgumentException("the key does not have that number");
    }
}
