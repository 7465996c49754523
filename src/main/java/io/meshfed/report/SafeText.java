package io.meshfed.report;

/**
 * Makes text from clusters, files and the network fit for a terminal and a log: one line, visible,
 * not endless.
 */
public final class SafeText {

    private static final int LONGEST = 500;

    private SafeText() {}

    /**
     * Control characters, line breaks, and the marks that turn the direction of text become {@code
     * \\uXXXX}; more than 500 characters are cut.
     */
    public static String of(String hostile) {
        StringBuilder safe = new StringBuilder();
        int shown = Math.min(hostile.length(), LONGEST);
        for (int i = 0; i < shown; i++) {
            char c = hostile.charAt(i);
            if (dangerous(c)) {
                safe.append("\\u%04x".formatted((int) c));
            } else {
                safe.append(c);
            }
        }
        return hostile.length() > LONGEST ? safe.append("...").toString() : safe.toString();
    }

    private static boolean dangerous(char c) {
        return Character.isISOControl(c)
                || (c >= '\u200b' && c <= '\u200f')
                || (c >= '\u2028' && c <= '\u202e')
                || (c >= '\u2060' && c <= '\u206f')
                || c == '\ufeff'
                || Character.isSurrogate(c);
    }
}
