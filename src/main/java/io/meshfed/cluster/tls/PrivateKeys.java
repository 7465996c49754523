package io.meshfed.cluster.tls;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a private key in any of the PEM forms that openssl, kubectl and cloud tools write: PKCS#8,
 * PKCS#1 (RSA) and SEC1 (EC). The JDK reads only the first; the other two lack its envelope, so
 * they are put into one.
 */
final class PrivateKeys {

    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN ((?:RSA |EC |ENCRYPTED )?PRIVATE KEY)-----([^-]*)-----END \\1-----");

    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    /** rsaEncryption with its NULL parameters. */
    private static final byte[] RSA = {
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        1,
        1,
        1,
        5,
        0
    };

    /** id-ecPublicKey, without the curve that follows it. */
    private static final byte[] EC = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

    private PrivateKeys() {}

    /**
     * @throws InvalidKeySpecException never quotes the key
     */
    static PrivateKey read(String pem) throws GeneralSecurityException {
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new InvalidKeySpecException("no PEM block with a private key");
        }
        byte[] der = decoded(block.group(2));
        return switch (block.group(1)) {
            case "PRIVATE KEY" -> anyAlgorithm(der);
            case "RSA PRIVATE KEY" -> generate("RSA", envelope(RSA, der));
            case "EC PRIVATE KEY" -> generate("EC", envelope(sequence(EC, curve(der)), der));
            default -> throw new InvalidKeySpecException("the private key is encrypted");
        };
    }

    private static byte[] decoded(String base64) throws InvalidKeySpecException {
        if (base64.contains("DEK-Info") || base64.contains("Proc-Type")) {
            throw new InvalidKeySpecException("the private key is encrypted");
        }
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException notBase64) {
            throw new InvalidKeySpecException("the private key is not base64");
        }
    }

    private static PrivateKey anyAlgorithm(byte[] der) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return generate(algorithm, der);
            } catch (InvalidKeySpecException another) {
                continue;
            }
        }
        throw new InvalidKeySpecException("neither an RSA, an EC nor an Ed25519 key");
    }

    private static PrivateKey generate(String algorithm, byte[] pkcs8)
            throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (InvalidKeySpecException broken) {
            throw new InvalidKeySpecException("not a valid " + algorithm + " key");
        }
    }

    private static byte[] envelope(byte[] algorithm, byte[] key) {
        return sequence(VERSION_0, algorithm, tagged(0x04, key));
    }

    /** The curve's OID: the field [0] of an ECPrivateKey, after its version and its number. */
    private static byte[] curve(byte[] der) throws InvalidKeySpecException {
        try {
            ByteBuffer in = ByteBuffer.wrap(der);
            enter(in, 0x30);
            skip(in, 0x02);
            skip(in, 0x04);
            byte[] oid = new byte[enter(in, 0xa0)];
            in.get(oid);
            return oid;
        } catch (BufferUnderflowException | IllegalArgumentException broken) {
            throw new InvalidKeySpecException("the EC key does not name its curve");
        }
    }

    private static void skip(ByteBuffer in, int tag) {
        int length = enter(in, tag);
        in.position(in.position() + length);
    }

    /** Reads a tag and a length of one or two bytes; keys are no larger. */
    private static int enter(ByteBuffer in, int tag) {
        if ((in.get() & 0xff) != tag) {
            throw new IllegalArgumentException("another tag");
        }
        int length = in.get() & 0xff;
        return switch (length) {
            case 0x81 -> in.get() & 0xff;
            case 0x82 -> in.getShort() & 0xffff;
            default -> length;
        };
    }

    private static byte[] sequence(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer joined = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            joined.put(part);
        }
        return tagged(0x30, joined.array());
    }

    private static byte[] tagged(int tag, byte[] content) {
        ByteBuffer out = ByteBuffer.allocate(content.length + 4);
        out.put((byte) tag);
        if (content.length < 0x80) {
            out.put((byte) content.length);
        } else if (content.length < 0x100) {
            out.put((byte) 0x81).put((byte) content.length);
        } else {
            out.put((byte) 0x82).putShort((short) content.length);
        }
        out.put(content);
        return Arrays.copyOf(out.array(), out.position());
    }
}
