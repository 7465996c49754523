package io.meshfed.sandbox.traffic;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes turns without chance: any {@code whole} turns in a row meet each number below it exactly
 * once, and neighbours lie far apart. So ten requests at 80 to 20 are eight and two.
 */
final class Spread {

    private static final double GOLDEN = 0.618;

    private final AtomicLong turns = new AtomicLong();

    /**
     * @param whole more than 0
     * @return from 0 to below {@code whole}
     */
    int next(int whole) {
        long turn = turns.getAndIncrement();
        return (int) (turn % whole * step(whole) % whole);
    }

    /** Whether it is one of {@code share} turns of {@code whole}, and of all parts of those too. */
    boolean now(int share, int whole) {
        int common = (int) divisor(whole, share);
        return share > 0 && next(whole / common) < share / common;
    }

    /** Has no factor in common with the whole, so that no number is left out. */
    private static long step(int whole) {
        long step = Math.max(1, Math.round(whole * GOLDEN));
        while (divisor(step, whole) != 1) {
            step--;
        }
        return step;
    }

    private static long divisor(long a, long b) {
        return b == 0 ? a : divisor(b, a % b);
    }
}
