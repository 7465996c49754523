package io.meshfed.cli;

import io.meshfed.report.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads durations as people and kubectl write them: {@code 90s}, {@code 1h30m}, {@code 500ms}. Each
 * kind of time has its limits: a wait of no time or of a year is a slip of the finger.
 */
abstract class DurationConverter implements ITypeConverter<Duration> {

    private final Duration least;
    private final Duration most;
    private final String limits;

    private DurationConverter(Duration least, Duration most, String limits) {
        this.least = least;
        this.most = most;
        this.limits = limits;
    }

    /** How long a run may last. */
    static final class Limit extends DurationConverter {
        Limit() {
            super(Duration.ofSeconds(1), Duration.ofHours(24), "from 1s to 24h");
        }
    }

    /** Between two looks. */
    static final class Interval extends DurationConverter {
        Interval() {
            super(Duration.ofMillis(10), Duration.ofMinutes(10), "from 10ms to 10m");
        }
    }

    /** How long a token is good: API servers give none for less than ten minutes. */
    static final class Lifetime extends DurationConverter {
        Lifetime() {
            super(Duration.ofMinutes(10), Duration.ofDays(365), "from 10m to 8760h");
        }
    }

    /** Something that may as well not last at all. */
    static final class Pause extends DurationConverter {
        Pause() {
            super(Duration.ZERO, Duration.ofMinutes(10), "from 0s to 10m");
        }
    }

    /** For somebody else, or not at all. */
    static final class Patience extends DurationConverter {
        Patience() {
            super(Duration.ZERO, Duration.ofHours(24), "from 0s to 24h");
        }
    }

    @Override
    public Duration convert(String text) {
        Duration time =
                Durations.of(text)
                        .orElseThrow(
                                () ->
                                        new TypeConversionException(
                                                "'%s' is not a time such as 90s, 10m or 1h30m"
                                                        .formatted(text)));
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw new TypeConversionException("'%s' is not %s".formatted(text, limits));
        }
        return time;
    }
}
