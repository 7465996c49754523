package io.meshfed.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The header by which a server says when to come again: seconds, or a date. */
final class RetryAfter {

    private RetryAfter() {}

    /**
     * How long the answer asks to be left alone; empty when it does not say, or nothing that can be
     * understood.
     *
     * @param now where the server does not say what time it is; a date is one of its own clock
     */
    static Optional<Duration> of(ApiAnswer answer, Instant now) {
        Optional<String> value = answer.header("retry-after");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Instant then = answer.header("date").flatMap(RetryAfter::date).orElse(now);
        return parse(value.get(), then);
    }

    /** Empty when it is neither. */
    private static Optional<Duration> parse(String value, Instant now) {
        String text = value.strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        return date(text)
                .map(when -> Duration.between(now, when))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    /** An HTTP date, as in the headers Retry-After and Date. */
    static Optional<Instant> date(String text) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }
}
