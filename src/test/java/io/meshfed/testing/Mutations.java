package io.meshfed.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Files that are nearly right: good ones of a corpus with one to six things done to them. The same
 * seed gives the same files, in the same order.
 */
public final class Mutations {

    private static final int LONGEST = 1 << 16;

    private static final List<String> TOKENS =
            List.of(
                    "\r\n",
                    "\ufeff",
                    "\0",
                    "\t",
                    "\u001b[31m",
                    "\u202e",
                    "\u0085",
                    "\u2028",
                    "\ud83d\ude00",
                    "&a ",
                    "*a",
                    "&a [*a, *a]",
                    "<<: *a",
                    "!!java.io.File ",
                    "!<x> ",
                    "%TAG ! tag:x,2000:\n",
                    "---\n",
                    "...\n",
                    "? ",
                    "- ",
                    ": ",
                    "{",
                    "}",
                    "[",
                    "]",
                    "|\n",
                    ">-\n",
                    "'",
                    "\"",
                    "\\x",
                    "#",
                    "\\0",
                    "~",
                    "null",
                    "true",
                    ".nan",
                    "0x7fffffffffffffff",
                    "99999999999999999999999999",
                    "1e999999999",
                    "-2147483648",
                    "2026-13-45T99:99:99Z",
                    "-----BEGIN CERTIFICATE-----\n",
                    "-----END CERTIFICATE-----\n",
                    "-----BEGIN PRIVATE KEY-----\n",
                    "MIIB",
                    "====",
                    "../../../etc",
                    "https://[::1",
                    "http://a b",
                    "%zz",
                    "file:///");

    private final Random random;
    private final List<byte[]> corpus;

    public Mutations(long seed, List<String> corpus) {
        this.random = new Random(seed);
        this.corpus = corpus.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /** The next file. */
    public byte[] next() {
        byte[] file = any();
        int times = random.nextBoolean() ? 1 : 1 + random.nextInt(6);
        for (int i = 0; i < times; i++) {
            file = changed(file);
        }
        return file.length > LONGEST ? Arrays.copyOf(file, LONGEST) : file;
    }

    /** As it would have to be typed into a test. */
    public static String literal(byte[] file) {
        StringBuilder literal = new StringBuilder("\"");
        for (char c : new String(file, StandardCharsets.ISO_8859_1).toCharArray()) {
            switch (c) {
                case '\n' -> literal.append("\\n");
                case '"', '\\' -> literal.append('\\').append(c);
                default -> literal.append(c < ' ' || c > '~' ? "\\u%04x".formatted((int) c) : c);
            }
        }
        return literal + "\" (ISO-8859-1)";
    }

    private byte[] changed(byte[] file) {
        int from = at(file);
        int to = Math.min(file.length, from + random.nextInt(1 + random.nextInt(40)));
        return switch (random.nextInt(13)) {
            case 0, 11, 12 -> flipped(file, from);
            case 1 -> Arrays.copyOf(file, from);
            case 2 -> joined(file, from, new byte[0], file, to);
            case 3 -> joined(file, to, Arrays.copyOfRange(file, from, to), file, to);
            case 4, 5 -> joined(file, from, token(), file, to);
            case 6, 7 -> joined(file, from, token(), file, from);
            case 8 -> spliced(file, from);
            case 9 -> joined(file, from, nested(), file, random.nextBoolean() ? from : to);
            default -> lineMoved(file, from);
        };
    }

    private byte[] spliced(byte[] file, int from) {
        byte[] other = any();
        return joined(file, from, new byte[0], other, at(other));
    }

    private byte[] nested() {
        String open = List.of("[", "{a: ", "- ", "'", "? ", "  ").get(random.nextInt(6));
        int depth = random.nextInt(40) == 0 ? 5_000 : random.nextInt(70);
        return open.repeat(depth).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] lineMoved(byte[] file, int from) {
        String[] lines = new String(file, StandardCharsets.ISO_8859_1).split("\n", -1);
        int one = random.nextInt(lines.length);
        int other = from % lines.length;
        lines[other] = " ".repeat(random.nextInt(4)) + lines[one];
        return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] flipped(byte[] file, int at) {
        byte[] copy = file.clone();
        if (copy.length > 0) {
            copy[Math.min(at, copy.length - 1)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private static byte[] joined(byte[] head, int to, byte[] middle, byte[] tail, int rest) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(head, 0, to);
        all.writeBytes(middle);
        all.write(tail, rest, tail.length - rest);
        return all.toByteArray();
    }

    private byte[] any() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private int at(byte[] file) {
        return random.nextInt(file.length + 1);
    }

    private byte[] token() {
        return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
    }
}
