package io.meshfed.model;

import static io.meshfed.model.TrustProblem.Kind.FOREIGN_BLOCK;
import static io.meshfed.model.TrustProblem.Kind.MALFORMED;
import static io.meshfed.model.TrustProblem.Kind.PRIVATE_KEY;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Splits a text into its CERTIFICATE blocks. The JDK's own parser takes an empty text for an empty
 * list and garbage for its end, without a word, so it only ever sees one block's bytes.
 */
final class PemText {

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    private static final Pattern BEGIN_OTHER =
            Pattern.compile("-----BEGIN ([A-Z0-9][A-Z0-9 ]{0,39})-----");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

    /** A block's bytes and where it begins, both from 1. */
    record Block(int number, int line, byte[] der) {}

    /**
     * @param strayLines lines with text outside of every block
     */
    record Blocks(List<Block> blocks, int strayLines) {}

    private final String[] lines;
    private final List<Block> blocks = new ArrayList<>();
    private StringBuilder open;
    private int openedIn;
    private int strayLines;

    private PemText(String text) {
        this.lines = text.stripTrailing().split("\n", -1);
    }

    static Blocks split(String text) throws TrustProblem {
        refuseKeys(text);
        if (text.startsWith("\ufeff")) {
            throw malformed("line 1 begins with a byte order mark");
        }
        return new PemText(text).blocks();
    }

    /** Before anything else looks at the text, so that no message can carry a piece of a key. */
    private static void refuseKeys(String text) throws TrustProblem {
        int at = text.toUpperCase(Locale.ROOT).indexOf("PRIVATE KEY");
        int putty = text.indexOf("PuTTY-User-Key-File");
        if (at >= 0 || putty >= 0) {
            long line = text.substring(0, Math.max(at, putty)).lines().count();
            throw new TrustProblem(
                    PRIVATE_KEY,
                    "private key found in line %d; only certificates belong here"
                            .formatted(Math.max(1, line)));
        }
    }

    private Blocks blocks() throws TrustProblem {
        for (int i = 0; i < lines.length; i++) {
            // Blanks at the end of a line are invisible and harmless; those before it are not PEM.
            String line = lines[i].stripTrailing();
            if (open == null) {
                outside(line, i + 1);
            } else {
                inside(line, i + 1);
            }
        }
        if (open != null) {
            throw malformed(
                    "block %d, begun in line %d, has no END"
                            .formatted(blocks.size() + 1, openedIn));
        }
        return new Blocks(List.copyOf(blocks), strayLines);
    }

    private void outside(String line, int number) throws TrustProblem {
        if (line.equals(BEGIN)) {
            open = new StringBuilder();
            openedIn = number;
        } else if (looksLikeMarker(line)) {
            throw marker(line, number);
        } else if (!line.isBlank()) {
            strayLines++;
        }
    }

    private void inside(String line, int number) throws TrustProblem {
        if (line.equals(END)) {
            blocks.add(new Block(blocks.size() + 1, openedIn, decoded(number)));
            open = null;
        } else if (line.equals(BEGIN)) {
            throw malformed(
                    "block %d, begun in line %d, has no END before the BEGIN in line %d"
                            .formatted(blocks.size() + 1, openedIn, number));
        } else if (looksLikeMarker(line)) {
            throw marker(line, number);
        } else if (line.contains(":")) {
            throw inBlock("a PEM header, which a certificate never has", number);
        } else if (!BASE64.matcher(line).matches() || open.indexOf("=") >= 0) {
            throw inBlock("no base64", number);
        } else {
            open.append(line);
        }
    }

    private byte[] decoded(int number) throws TrustProblem {
        if (open.length() == 0 || open.length() % 4 != 0) {
            throw malformed(
                    "block %d, line %d to %d, is cut short"
                            .formatted(blocks.size() + 1, openedIn, number));
        }
        return Base64.getDecoder().decode(open.toString());
    }

    private static boolean looksLikeMarker(String line) {
        String upper = line.toUpperCase(Locale.ROOT);
        return line.contains("-----")
                || upper.contains("BEGIN CERTIFICATE")
                || upper.contains("END CERTIFICATE");
    }

    private TrustProblem marker(String line, int number) {
        var other = BEGIN_OTHER.matcher(line);
        if (other.matches() && !other.group(1).equals("CERTIFICATE")) {
            return new TrustProblem(
                    FOREIGN_BLOCK,
                    "line %d begins a block '%s'; only CERTIFICATE blocks belong here"
                            .formatted(number, other.group(1)));
        }
        if (line.contains("\\n")) {
            return malformed(
                    "line %d has the two characters \\n where a line break should be"
                            .formatted(number));
        }
        if (line.contains("-----END") && line.contains("-----BEGIN")) {
            return malformed(
                    "END and BEGIN on one line, line %d: two certificates were joined without a"
                                    .formatted(number)
                            + " line break");
        }
        if (line.equals(END)) {
            return malformed("END without BEGIN in line %d".formatted(number));
        }
        if (line.stripLeading().equals(BEGIN) || line.stripLeading().equals(END)) {
            return malformed("line %d has blanks before the dashes".formatted(number));
        }
        return malformed(
                "line %d is not a whole BEGIN or END line and nothing else".formatted(number));
    }

    private TrustProblem inBlock(String what, int number) {
        return malformed("block %d, line %d: %s".formatted(blocks.size() + 1, number, what));
    }

    private static TrustProblem malformed(String message) {
        return new TrustProblem(MALFORMED, message);
    }
}
