package io.meshfed.catalog;

import static java.util.Objects.requireNonNull;

/** A text that people write, with a place in it that is made anew. */
record MarkedText(String text) {

    MarkedText {
        requireNonNull(text);
    }

    /** The same where there is no such place. */
    String with(String generated) {
        int begin = text.indexOf(StepReadme.BEGIN);
        int end = text.indexOf(StepReadme.END);
        return begin < 0 || end < begin
                ? text
                : text.substring(0, begin)
                        + StepReadme.BEGIN
                        + "\n"
                        + generated
                        + text.substring(end);
    }
}
