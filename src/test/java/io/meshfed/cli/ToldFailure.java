package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import java.util.List;

/** The failure of a run, as its reader sees it. */
final class ToldFailure {

    /** A failure takes no more of the reader's screen. */
    private static final int MOST_LINES = 6;

    private ToldFailure() {}

    /** Its lines: the class comes first, it is short and clean, and it is no BUG. */
    static String of(ErrorClass expected, Cli.Outcome outcome) {
        assertEquals(expected.exitCode(), outcome.exit(), outcome::toString);
        List<String> lines = outcome.err().lines().toList();
        int first = 0;
        while (first < lines.size() && !lines.get(first).startsWith(expected.label() + ": ")) {
            first++;
        }
        assertTrue(first < lines.size(), () -> "no failure in " + outcome.err());
        int end = first + 1;
        while (end < lines.size() && lines.get(end).startsWith("    ")) {
            end++;
        }
        String text = String.join("\n", lines.subList(first, end));
        assertTrue(end - first <= MOST_LINES, text);
        assertTrue(text.chars().allMatch(c -> c == '\n' || c >= ' ' && c != 127), text);
        assertFalse(outcome.err().contains("    at io.meshfed"), outcome.err());
        assertFalse(outcome.err().contains("BUG:"), outcome.err());
        return text;
    }
}
