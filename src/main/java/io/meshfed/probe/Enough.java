package io.meshfed.probe;

import io.meshfed.probe.Finding.Verdict;
import java.util.function.LongFunction;

/** How many samples would decide what so few cannot. */
final class Enough {

    /** Beyond this many times as many, nobody waits for it. */
    private static final long MOST = 256;

    private Enough() {}

    /**
     * @param all samples that there are
     * @param grown the verdict if there were so many times as many, all alike
     */
    static String hint(long all, LongFunction<Verdict> grown) {
        for (long times = 2; times <= MOST && all > 0; times *= 2) {
            if (grown.apply(times) != Verdict.UNDECIDED) {
                return "Too few requests to decide: if the others are like these, --requests %d is enough."
                        .formatted(rounded(all * least(times, grown)));
            }
        }
        return all == 0
                ? "Nothing was answered that could tell."
                : "So near to the limit that more requests would hardly decide it.";
    }

    /** Half as many were too few. */
    private static double least(long enough, LongFunction<Verdict> grown) {
        long least = enough / 2 + 1;
        while (least < enough && grown.apply(least) == Verdict.UNDECIDED) {
            least++;
        }
        return least;
    }

    private static long rounded(double number) {
        return (long) Math.ceil(number / 100) * 100;
    }
}
