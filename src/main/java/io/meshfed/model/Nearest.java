package io.meshfed.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Nearest {

    /** Longer words are no slips of the finger, and comparing them costs time. */
    private static final int LONGEST = 300;

    private Nearest() {}

    /**
     * At most two slips (letters inserted, dropped, replaced, swapped), or a third of the word;
     * ties go to the word that sorts first.
     */
    public static Optional<String> to(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        int allowed = word.length() <= 3 ? 1 : Math.max(2, word.length() / 3);
        String given = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(other -> other.length() <= LONGEST)
                .filter(other -> distance(given, other.toLowerCase(Locale.ROOT)) <= allowed)
                .min(
                        Comparator.comparingInt(
                                        (String other) ->
                                                distance(given, other.toLowerCase(Locale.ROOT)))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** Letters inserted, dropped, replaced, or swapped with their neighbour. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(last[j], row[j - 1]) + 1);
                if (swapped(a, b, i, j)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }

    private static boolean swapped(String a, String b, int i, int j) {
        return i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
