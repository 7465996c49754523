package io.meshfed.cluster;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The moment at which something must be over, on a clock that nobody sets. */
public final class Deadline {

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final LongSupplier nanos;
    private final long end;

    private Deadline(LongSupplier nanos, Duration time) {
        this.nanos = nanos;
        this.end = nanos.getAsLong() + time.toNanos();
    }

    public static Deadline in(Duration time) {
        return in(time, System::nanoTime);
    }

    static Deadline in(Duration time, LongSupplier nanos) {
        return new Deadline(nanos, time.compareTo(FOR_EVER) < 0 ? time : FOR_EVER);
    }

    /** So far away that no run gets there. */
    public static Deadline none() {
        return in(FOR_EVER);
    }

    /** That long from now on the same clock, or this one when it comes first. */
    public Deadline within(Duration time) {
        Duration left = remaining();
        return new Deadline(nanos, time.compareTo(left) < 0 ? time : left);
    }

    /** Never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, end - nanos.getAsLong()));
    }

    public boolean passed() {
        return remaining().isZero();
    }
}
