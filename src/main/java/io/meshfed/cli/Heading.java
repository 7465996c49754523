package io.meshfed.cli;

import java.util.List;

/** A title with a line of its length under it. */
final class Heading {

    private Heading() {}

    static List<String> of(String title, Style style) {
        return List.of(style.bold(title), "-".repeat(title.length()));
    }
}
