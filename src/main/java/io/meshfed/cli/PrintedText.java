package io.meshfed.cli;

import io.meshfed.report.Redactor;
import io.meshfed.report.SafeText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last look at whatever is printed or written into a report, whoever wrote it: no secret, no
 * control character, and nothing that a CI server would take for an order. Where text comes from
 * elsewhere, {@link SafeText} has made it safe before; this is for the place that forgot.
 */
final class PrintedText {

    /** What {@link Style} and {@link LiveRun} write for terminals. */
    private static final Pattern OUR_CODES =
            Pattern.compile("\u001b\\[(?:\\d{0,3}[mA]|J|\\?7[lh])|\r");

    /** Azure, GitHub and TeamCity look for these anywhere in a line: ##[, ##vso[, ##teamcity[. */
    private static final Pattern ORDER = Pattern.compile("#(?=#\\w{0,16}\\[)");

    /** GitHub takes an indented ::, Buildkite what begins a line. */
    private static final Pattern ORDER_AT_START =
            Pattern.compile("\\A(?:([\\p{Z}\\t]*+)(:)(?=:)|()([-+~^])(?=([-+~^])\\5 ))");

    private final Redactor redactor;
    private final boolean terminal;

    PrintedText(Redactor redactor, boolean terminal) {
        this.redactor = redactor;
        this.terminal = terminal;
    }

    /** A text of many lines, for a file. */
    static String ofFile(Redactor redactor, String text) {
        PrintedText printed = new PrintedText(redactor, false);
        StringBuilder safe = new StringBuilder(text.length());
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            safe.append(printed.line(text.substring(from, end), true)).append('\n');
            from = end + 1;
        }
        return safe.append(printed.line(text.substring(from), true)).toString();
    }

    /**
     * @param begins whether this is the beginning of a line and not the rest of one
     */
    String line(String line, boolean begins) {
        String safe = visible(redactor.ofEncoded(line));
        if (safe.contains("##")) {
            safe = ORDER.matcher(safe).replaceAll("\\\\u0023");
        }
        return begins ? withoutOrder(safe) : safe;
    }

    private static String withoutOrder(String line) {
        Matcher order = ORDER_AT_START.matcher(line);
        if (!order.find()) {
            return line;
        }
        boolean indented = order.group(2) != null;
        String blanks = order.group(indented ? 1 : 3);
        int sign = order.group(indented ? 2 : 4).charAt(0);
        return "%s\\u%04x%s".formatted(blanks, sign, line.substring(order.end()));
    }

    private String visible(String line) {
        if (!terminal) {
            return withTabs(line);
        }
        StringBuilder safe = new StringBuilder();
        Matcher code = OUR_CODES.matcher(line);
        int from = 0;
        while (code.find()) {
            safe.append(withTabs(line.substring(from, code.start()))).append(code.group());
            from = code.end();
        }
        return safe.append(withTabs(line.substring(from))).toString();
    }

    /** The completion script has some. */
    private static String withTabs(String line) {
        String safe = SafeText.whole(line);
        return line.indexOf('\t') < 0 ? safe : safe.replace("\\u0009", "\t");
    }
}
