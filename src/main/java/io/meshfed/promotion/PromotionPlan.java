package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.Fingerprint;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that a promotion will change. Its digest is what somebody approves: it differs when
 * anything differs that the clusters would notice, and only then.
 *
 * @param facts what it was computed for: the release, the meshes, the service, the ids of the
 *     clusters, the digests of what was read
 * @param changes by the name of the cluster, in the order in which they are made there
 */
public record PromotionPlan(
        SortedMap<String, String> facts, SortedMap<String, List<PlannedChange>> changes) {

    private static final String FORMAT = "meshfed plan 1";

    public PromotionPlan {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        SortedMap<String, List<PlannedChange>> copy = new TreeMap<>();
        changes.forEach((cluster, list) -> copy.put(requireNonNull(cluster), List.copyOf(list)));
        // A cluster without changes is no part of the plan, named or not.
        copy.values().removeIf(List::isEmpty);
        changes = Collections.unmodifiableSortedMap(copy);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** {@code sha256:} and the SHA-256 of the {@linkplain #canonicalText() text}. */
    public String digest() {
        return "sha256:" + Fingerprint.of(canonicalText());
    }

    /**
     * The same for equal plans, and for no others. Text is told with its length, so no value can
     * pass for a part of the plan.
     */
    String canonicalText() {
        StringBuilder text = new StringBuilder(CanonicalText.of(FORMAT));
        text.append(CanonicalText.of(facts.size()));
        facts.forEach((name, value) -> append(text, name, value));
        text.append(CanonicalText.of(changes.size()));
        changes.forEach(
                (cluster, list) -> {
                    append(text, cluster, "" + list.size());
                    list.forEach(change -> change.appendTo(text));
                });
        return text.toString();
    }

    private static void append(StringBuilder text, String first, String second) {
        text.append(CanonicalText.of(first)).append(CanonicalText.of(second));
    }
}
