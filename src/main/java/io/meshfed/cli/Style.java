package io.meshfed.cli;

import java.util.Map;

/**
 * Colour, where a person looks at a terminal and has not switched it off; plain text everywhere
 * else.
 */
enum Style {
    PLAIN,
    COLOUR;

    /**
     * @param terminal whether the stream that is printed to is one
     * @param noColor whether the command line forbids it
     */
    static Style of(boolean terminal, boolean noColor, Map<String, String> environment) {
        boolean asked = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean dumb = "dumb".equals(environment.get("TERM"));
        return terminal && !noColor && !asked && !dumb ? COLOUR : PLAIN;
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
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
