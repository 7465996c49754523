package io.meshfed.traffic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Whole numbers that keep their sum: Istio knows no half percent. */
final class Spread {

    private Spread() {}

    /**
     * Shares a sum out in proportion; what rounding leaves goes where most was cut off, to the
     * first of equals.
     *
     * @param parts none negative, and not all zero
     */
    static List<Integer> of(int sum, List<Integer> parts) {
        long all = parts.stream().mapToLong(Integer::longValue).sum();
        List<Integer> shares = new ArrayList<>();
        parts.forEach(part -> shares.add((int) ((long) sum * part / all)));
        int left = sum - shares.stream().mapToInt(Integer::intValue).sum();
        IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing(i -> -((long) sum * parts.get(i) % all)))
                .limit(left)
                .forEach(i -> shares.set(i, shares.get(i) + 1));
        return shares;
    }
}
