package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text as somebody writes it who wants more from a log than to be read, and what he may not get.
 */
final class HostileText {

    static final List<String> ALL =
            List.of(
                    "\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u001b[8mha:hidden\u001b[0m \u001b[2J",
                    "one\nFORGED line\r\nFORGED too\rFORGED\u2028FORGED\u2029FORGED\u0085FORGED",
                    "##[error]FORGED",
                    "##vso[task.setvariable variable=a]b",
                    "##teamcity[buildStatus text='x']",
                    "::set-output name=a::b",
                    "  ::error::FORGED",
                    "\t::add-mask::x",
                    "--- FORGED",
                    "+++ FORGED",
                    "\u202eright to left\u202c \u2066\u2069\u061c\u200e",
                    "zero\u200bwidth\u00ad\u2060\ufeff\u3164\u180e",
                    "\ud83d\ude00 \udb40\udc41\udb40\udc42 \ud800 lone",
                    "\u0000\u0001\u0008\u007f\u009b31m\u0090",
                    "L".repeat(20_000),
                    "| a | b |\n| --- | --- |\n| FORGED | c |",
                    "[evil](https://evil.example) ![evil](x) <img src=evil> <!-- evil --> @evil `` ` evil",
                    "</details><script>evil()</script>&evil;",
                    "]]></failure><testcase name='FORGED'/>",
                    "'\"; rm -rf / #",
                    "a\tb\tFORGED\t1",
                    "%s %d %n {0} ${env:PATH} $(id)",
                    "../../../etc/passwd");

    private static final Pattern ORDER =
            Pattern.compile("##\\w{0,10}\\[|(?m)^\\s*::|(?m)^(---|\\+\\+\\+|~~~) |section_start:");

    private static final Pattern CODE = Pattern.compile("(?<!`)(`+)(?!`)(.*?)(?<!`)\\1(?!`)");

    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cn}\u3164\u115f\u1160\uffa0]");

    private HostileText() {}

    /** As a JSON string has it, without its quotes; a lone surrogate too. */
    static String inJson(String text) {
        StringBuilder json = new StringBuilder();
        for (char c : text.toCharArray()) {
            json.append(
                    c < ' ' || c > '~' || c == '"' || c == '\\' ? "\\u%04x".formatted((int) c) : c);
        }
        return json.toString();
    }

    /** What is printed, or written into any report. */
    static void requireHarmless(String where, String text) {
        text.chars()
                .forEach(
                        c ->
                                assertTrue(
                                        c == '\n'
                                                || c >= ' '
                                                        && c != 0x7f
                                                        && !(c >= 0x80 && c < 0xa0),
                                        () -> where + ": " + c + " in " + text));
        requireNone(where, UNSEEN, text);
        requireNone(where, ORDER, text);
        requireNone(where, Pattern.compile("(?m)^[\\s|>*-]*FORGED"), text);
        requireNone(where, Pattern.compile("L{600}"), text);
    }

    /** Outside of code there is nothing that is not ours. */
    static void requireHarmlessMarkdown(String where, String text) {
        String rest = CODE.matcher(text).replaceAll("");
        assertFalse(rest.contains("evil"), () -> where + ": " + rest);
        assertFalse(rest.contains("FORGED"), () -> where + ": " + rest);
        for (String line : rest.lines().toList()) {
            if (line.startsWith("|")) {
                String cells = line.replace("\\|", "");
                assertEquals(6, cells.chars().filter(c -> c == '|').count(), where + ": " + line);
            }
        }
    }

    private static void requireNone(String where, Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertFalse(
                matcher.find(),
                () ->
                        "%s: %s in %s"
                                .formatted(
                                        where,
                                        pattern,
                                        text.substring(
                                                Math.max(0, matcher.start() - 200),
                                                Math.min(text.length(), matcher.end() + 80))));
    }
}
