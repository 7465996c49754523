package io.meshfed.probe;

import java.util.Locale;

/** Percentages as people write them. */
public final class Percent {

    private Percent() {}

    /** At most two digits behind the point, and none that says nothing: {@code 99.9%}. */
    public static String text(double percent) {
        return number(percent) + "%";
    }

    /** Without the sign. What is not all is never rounded to all, nor something to nothing. */
    public static String number(double percent) {
        double shown = Math.round(percent * 100) / 100.0;
        if (shown >= 100 && percent < 100) {
            shown = 99.99;
        }
        if (shown <= 0 && percent > 0) {
            shown = 0.01;
        }
        return String.format(Locale.ROOT, "%.2f", shown).replaceAll("\\.?0+$", "");
    }
}
