package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.promotion.PromotionPlan;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A plan with all that it was made of.
 *
 * @param release digest of the release
 * @param objects all that the promotion may touch, in the order in which it comes to them
 * @param moved what is neither as it was before nor as the promotion makes it, with the fields;
 *     empty when all is as planned
 * @param hosts from outside that are routed
 */
record Planned(
        PromotionPlan plan,
        String release,
        List<Touched> objects,
        List<String> moved,
        Set<String> hosts) {

    public Planned {
        requireNonNull(plan);
        requireNonNull(release);
        objects = List.copyOf(objects);
        moved = List.copyOf(moved);
        hosts = Set.copyOf(new TreeSet<>(hosts));
    }

    /** What is approved. */
    public String digest() {
        return plan.digest();
    }

    /** What the clusters hold before the promotion, to be stored before anything is written. */
    public Snapshot snapshot() {
        return new Snapshot(
                digest(), plan.facts(), objects.stream().map(Snapshot.Kept::of).toList());
    }
}
