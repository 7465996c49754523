package io.meshfed.report;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Takes secrets out of text that leaves the program. A server, a proxy or a library may repeat the
 * credential that it was sent, in whole or in part, as it is or encoded; so whoever holds a secret
 * has it learned here before it is used, and whatever is printed or written goes through here.
 * Thread-safe.
 */
public final class Redactor {

    /** What stands in the place of a secret. */
    public static final String MASK = "(secret)";

    /** So many characters of a secret in a row are too many. */
    public static final int TOO_MANY = 8;

    /** A text shorter than this stands in every other one by chance. */
    public static final int SHORTEST = 4;

    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final long FACTOR_OF_FIRST = power(TOO_MANY);

    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> shortForms = new LinkedHashSet<>();
    private long[] windows = {};
    private int count;
    private boolean sorted = true;

    /**
     * From now on this is hidden, and what it looks like in base64, in a URL and in hexadecimal.
     * Less than {@value #SHORTEST} characters are not.
     */
    public synchronized void learn(String secret) {
        if (secret.length() < SHORTEST || !known.add(secret)) {
            return;
        }
        SecretForms.of(secret).forEach(this::hide);
    }

    private void hide(String form) {
        if (form.length() < TOO_MANY) {
            if (form.length() >= SHORTEST) {
                shortForms.add(form);
            }
            return;
        }
        if (count + form.length() > windows.length) {
            windows = Arrays.copyOf(windows, 2 * (count + form.length()));
        }
        long hash = 0;
        for (int i = 0; i < form.length(); i++) {
            hash = rolled(hash, form, i);
            if (i >= TOO_MANY - 1) {
                windows[count++] = hash;
            }
        }
        sorted = false;
    }

    /** The text, with {@value #MASK} for each part of it that is one of a secret. */
    public String of(String text) {
        return masked(text, false);
    }

    /**
     * The same for a line of a document, JSON for example, whose strings went through {@link #of}
     * one by one: a mask neither begins nor ends inside an escape.
     */
    public String ofEncoded(String text) {
        return masked(text, true);
    }

    private synchronized String masked(String text, boolean encoded) {
        if (known.isEmpty() || text.length() < SHORTEST) {
            return text;
        }
        sort();
        boolean[] hidden = new boolean[text.length()];
        boolean any = hideShort(text, hidden);
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = rolled(hash, text, i);
            if (i >= TOO_MANY - 1 && Arrays.binarySearch(windows, 0, count, hash) >= 0) {
                int from = i - TOO_MANY + 1;
                if (!encoded || text.substring(from, i + 1).matches("[^\\\\\"]*")) {
                    Arrays.fill(hidden, encoded ? escape(text, from) : from, i + 1, true);
                    any = true;
                }
            }
        }
        return any ? replaced(text, hidden) : text;
    }

    private boolean hideShort(String text, boolean[] hidden) {
        boolean any = false;
        for (String form : shortForms) {
            for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
                Arrays.fill(hidden, at, at + form.length(), true);
                any = true;
            }
        }
        return any;
    }

    /** Where the escape begins whose middle this is: half of one would break what it is in. */
    private static int escape(String text, int from) {
        int start = from;
        for (int i = from - 1; i >= Math.max(0, from - 5); i--) {
            if (text.charAt(i) == '\\') {
                start = i;
            }
        }
        while (start > 0 && start < from && text.charAt(start - 1) == '\\') {
            start--;
        }
        return start;
    }

    private static String replaced(String text, boolean[] hidden) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < hidden.length; i++) {
            if (!hidden[i]) {
                safe.append(text.charAt(i));
            } else if (i == 0 || !hidden[i - 1]) {
                safe.append(MASK);
            }
        }
        return safe.toString();
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(windows, 0, count);
            sorted = true;
        }
    }

    /** The hash of the last characters up to this one, from that of those before. */
    private static long rolled(long hash, String text, int at) {
        long next = hash * FACTOR + text.charAt(at) + 1;
        return at < TOO_MANY
                ? next
                : next - (text.charAt(at - TOO_MANY) + 1) * FACTOR_OF_FIRST;
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= FACTOR;
        }
        return power;
    }
}
