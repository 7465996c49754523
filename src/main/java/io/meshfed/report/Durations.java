package io.meshfed.report;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 90s} is {@code 1m30s}. */
public final class Durations {

    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

    private Durations() {}

    /** {@code 90s}, {@code 1h30m}, {@code 500ms}; empty when the text is none of that kind. */
    public static Optional<Duration> of(String text) {
        Matcher form = FORM.matcher(text);
        if (text.isEmpty() || !form.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                Duration.ofHours(part(form, 1))
                        .plusMinutes(part(form, 2))
                        .plusSeconds(part(form, 3))
                        .plusMillis(part(form, 4)));
    }

    private static long part(Matcher form, int group) {
        return form.group(group) == null ? 0 : Long.parseLong(form.group(group));
    }

    /** Down to the second; below one second in milliseconds. */
    public static String text(Duration duration) {
        if (duration.isNegative()) {
            return "-" + text(duration.negated());
        }
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + "ms";
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toDays(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        return text.toString();
    }

    /** {@code " after 30s"}; empty below a second, which nobody waited for. */
    public static String after(Duration waited) {
        return waited.compareTo(Duration.ofSeconds(1)) < 0 ? "" : " after " + text(waited);
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
