package io.meshfed.tekton;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * When something began and ended, as Tekton wrote it: to the second.
 *
 * @param start empty when it has not begun
 * @param end empty while it goes on
 */
public record Span(String start, String end) {

    static final Span NONE = new Span("", "");

    /** What is no time is taken for none. */
    public Span {
        start = time(start).isPresent() ? start : "";
        end = time(end).isPresent() ? end : "";
    }

    /** So far, when it goes on. Clocks differ, so never negative. */
    public Optional<Duration> length(Instant now) {
        return time(start)
                .map(begin -> Duration.between(begin, time(end).orElse(now)))
                .map(length -> length.isNegative() ? Duration.ZERO : length);
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
