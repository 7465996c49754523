package io.meshfed.report;

/**
 * Makes text from clusters, files and the network fit for a terminal and a log: one line, visible,
 * not endless.
 */
public final class SafeText {

    private static final int LONGEST = 500;

    /** Letters and marks by their class, but nothing is seen of them. */
    private static final String FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0";

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
        return c > '~' && hidden(c) || c < ' ';
    }

    /**
     * Controls, marks without a width, what turns or breaks lines, and blanks that look like none.
     */
    private static boolean hidden(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    true;
            default -> FILLERS.indexOf(c) >= 0 || (c >= '\ufe00' && c <= '\ufe0f');
        };
    }
}
