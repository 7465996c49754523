package io.meshfed.cli;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * How text is shown: with colour, where a person looks at a terminal and has not switched it off,
 * and plain everywhere else.
 *
 * @param width columns that a line has before a terminal breaks it; no less than the widest line of
 *     ours where nobody looks
 */
record Style(boolean colour, int width) {

    /** Wider rows break in every window, and then nothing stands in line any more. */
    static final int WIDEST = 170;

    static final Style PLAIN = new Style(false, WIDEST);
    static final Style COLOUR = new Style(true, WIDEST);

    /** Below this nothing is readable anyhow, and the number is probably wrong. */
    private static final int NARROWEST = 40;

    private static final Pattern COLUMNS = Pattern.compile("[0-9]{1,4}");

    /**
     * @param terminal whether the stream that is printed to is one
     * @param noColor whether the command line forbids it
     */
    static Style of(boolean terminal, boolean noColor, Map<String, String> environment) {
        boolean asked = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean dumb = "dumb".equals(environment.get("TERM"));
        return new Style(
                terminal && !noColor && !asked && !dumb,
                terminal ? columns(environment.getOrDefault("COLUMNS", "")) : WIDEST);
    }

    private static int columns(String text) {
        int columns = COLUMNS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        return columns < NARROWEST ? WIDEST : Math.min(columns, WIDEST);
    }

    String green(String text) {
        return wrap("32", text);
    }

    String yellow(String text) {
        return wrap("33", text);
    }

    String red(String text) {
        return wrap("31", text);
    }

    String bold(String text) {
        return wrap("1", text);
    }

    String faint(String text) {
        return wrap("2", text);
    }

    private String wrap(String code, String text) {
        return !colour || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
