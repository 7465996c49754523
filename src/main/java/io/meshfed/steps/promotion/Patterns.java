package io.meshfed.steps.promotion;

import io.meshfed.promotion.Promotion;
import io.meshfed.promotion.RampStep;
import io.meshfed.traffic.TrafficPattern;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a promotion spreads requests. */
public final class Patterns {

    private Patterns() {}

    /**
     * @param step of the ramp, from 0
     */
    public static TrafficPattern ofStep(Promotion promotion, int step) {
        RampStep ramp = promotion.ramp().get(step);
        return ramp.kind() == RampStep.Kind.MIRROR
                ? TrafficPattern.mirror(promotion.from(), ramp.percent())
                : balance(promotion, ramp.percent());
    }

    /** Staging answers all. */
    public static TrafficPattern full(Promotion promotion) {
        return balance(promotion, 100);
    }

    /**
     * Production answers all again: as it did before, if it did.
     *
     * @param before what stood before the promotion
     */
    public static TrafficPattern home(TrafficPattern before) {
        return before.equals(TrafficPattern.NONE) ? before : TrafficPattern.STANDARD;
    }

    private static TrafficPattern balance(Promotion promotion, int percent) {
        SortedMap<String, Integer> weights = new TreeMap<>();
        weights.put(promotion.to(), 100 - percent);
        weights.put(promotion.from(), percent);
        return TrafficPattern.balance(weights);
    }
}
