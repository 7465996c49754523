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
        return hostile.length() > LONGEST
                ? whole(hostile.substring(0, LONGEST)) + "..."
                : whole(hostile);
    }

    /** The same, however long it is: for what is told line by line, such as logs. */
    public static String whole(String hostile) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < hostile.length(); i++) {
            char c = hostile.charAt(i);
            if (dangerous(c)) {
                safe.append("\\u%04x".formatted((int) c));
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
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
