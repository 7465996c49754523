package io.meshfed.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a small whole number. */
abstract class CountConverter implements ITypeConverter<Integer> {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,6}");

    private final int least;
    private final int most;

    private CountConverter(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /** How many looks prove something. */
    static final class Samples extends CountConverter {
        Samples() {
            super(1, 100);
        }
    }

    /** How much faster time runs; beyond this, timers are no longer kept in order. */
    static final class Speed extends CountConverter {
        Speed() {
            super(1, 1000);
        }
    }

    /** How many requests a second; 0 for as many as come. */
    static final class Rate extends CountConverter {
        Rate() {
            super(0, 1000);
        }

        /** Less than one a second is not asked for by mistake, and 0 is the opposite. */
        @Override
        String allowed() {
            return "a whole number of at least 1, or 0 for no limit; at most 1000";
        }
    }

    /** How many requests a probe sends. */
    static final class Requests extends CountConverter {
        Requests() {
            super(1, 999_999);
        }
    }

    /** How many of them a second. */
    static final class PerSecond extends CountConverter {
        PerSecond() {
            super(1, 10_000);
        }
    }

    /** How many of them a second in a drill, all of which are kept. */
    static final class DrillRate extends CountConverter {
        DrillRate() {
            super(1, 200);
        }
    }

    /** How many of them may be lost. */
    static final class Lost extends CountConverter {
        Lost() {
            super(0, 999_999);
        }
    }

    /** A limit in seconds. */
    static final class Seconds extends CountConverter {
        Seconds() {
            super(1, 86_400);
        }
    }

    /** How many of them at once. */
    static final class Connections extends CountConverter {
        Connections() {
            super(1, 1000);
        }
    }

    /** A final answer of HTTP. */
    static final class Status extends CountConverter {
        Status() {
            super(200, 599);
        }
    }

    /** Of a hundred, and not none. */
    static final class Percent extends CountConverter {
        Percent() {
            super(1, 100);
        }
    }

    /** A step of a ramp, counted from 1; 0 for none. */
    static final class RampStep extends CountConverter {
        RampStep() {
            super(0, 20);
        }
    }

    /** Pods of a workload. */
    static final class Replicas extends CountConverter {
        Replicas() {
            super(0, 1000);
        }
    }

    @Override
    public Integer convert(String text) {
        int number = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new TypeConversionException("'%s' is not %s".formatted(text, allowed()));
        }
        return number;
    }

    String allowed() {
        return "a whole number from %d to %d".formatted(least, most);
    }
}
