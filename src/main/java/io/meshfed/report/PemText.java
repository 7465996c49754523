package io.meshfed.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** What of a PEM text is secret: all between its frames, but for the names of algorithms. */
final class PemText {

    private static final String BEGIN = "-----BEGIN ";
    private static final int INTEGER = 0x02;
    private static final int SEQUENCE = 0x30;

    private PemText() {}

    static boolean is(String text) {
        return text.contains(BEGIN);
    }

    static String secretOf(String pem) {
        List<String> secrets = new ArrayList<>();
        for (String block : pem.split("(?m)^(?=" + BEGIN + ")")) {
            String body =
                    block.lines()
                            .filter(line -> !line.startsWith("-----") && !line.contains(":"))
                            .collect(Collectors.joining("\n"));
            // Only PKCS8 begins with an algorithm; the older forms begin with numbers of the key.
            boolean named = block.startsWith(BEGIN + "PRIVATE KEY-----");
            secrets.add(named ? withoutFirst(lettersOfAlgorithm(body), body) : body);
        }
        return String.join("\n", secrets).strip();
    }

    private static String withoutFirst(int letters, String body) {
        int at = 0;
        for (int left = letters; left > 0; at++) {
            left -= Character.isWhitespace(body.charAt(at)) ? 0 : 1;
        }
        return body.substring(at);
    }

    /** How many letters of base64 say nothing but what any certificate says; 0 when in doubt. */
    private static int lettersOfAlgorithm(String body) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(body);
            int version = contentOf(der, 0, SEQUENCE);
            int algorithm = endOf(der, version, INTEGER);
            return endOf(der, algorithm, SEQUENCE) * 8 / 6;
        } catch (IllegalArgumentException | IndexOutOfBoundsException noPkcs8) {
            return 0;
        }
    }

    private static int endOf(byte[] der, int at, int tag) {
        int content = contentOf(der, at, tag);
        int bytes = content - at - 2;
        int length = bytes == 0 ? der[at + 1] : 0;
        for (int i = content - bytes; i < content; i++) {
            length = length << 8 | der[i] & 0xff;
        }
        if (length < 0 || length > der.length - content) {
            throw new IllegalArgumentException("longer than the text");
        }
        return content + length;
    }

    /** Where the content of an element begins: behind a length of one byte, or of up to four. */
    private static int contentOf(byte[] der, int at, int tag) {
        int bytes = der[at + 1] < 0 ? der[at + 1] & 0x7f : 0;
        if (der[at] != tag || bytes > 4) {
            throw new IllegalArgumentException("another element");
        }
        return at + 2 + bytes;
    }
}
