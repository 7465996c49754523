package io.meshfed.cluster.kubeconfig;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** Guesses what somebody meant to type. */
public final class NearestName {

    /** Kubernetes names end here; what is longer was not mistyped. */
    private static final int LONGEST = 253;

    private NearestName() {}

    /** The name that is fewest edits away, unless that is more than a third of its letters. */
    public static Optional<String> to(String typed, Collection<String> names) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        return new TreeSet<>(names)
                .stream()
                        .filter(name -> name.length() <= LONGEST)
                        .filter(name -> edits(typed, name) * 3 <= Math.max(3, name.length()))
                        .min(Comparator.comparingInt(name -> edits(typed, name)));
    }

    private static int edits(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int swap = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(swap, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
