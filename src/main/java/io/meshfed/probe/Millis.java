package io.meshfed.probe;

import java.time.Duration;
import java.util.Locale;

/** Short times as people write them. */
public final class Millis {

    private Millis() {}

    /** {@code 850µs} is {@code 0.85ms}; from a second on {@code 1.25s}. */
    public static String text(Duration time) {
        double millis = of(time);
        return millis < 1000 ? digits(millis) + "ms" : digits(millis / 1000) + "s";
    }

    public static double of(Duration time) {
        return time.toNanos() / 1000 / 1000.0;
    }

    private static String digits(double number) {
        String form = number < 10 ? "%.2f" : number < 100 ? "%.1f" : "%.0f";
        String text = String.format(Locale.ROOT, form, number);
        return text.indexOf('.') < 0 ? text : text.replaceAll("\\.?0+$", "");
    }
}
