package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What one gate said once. Longer texts are cut.
 *
 * @param step which part of the promotion was judged
 * @param verdict PASS, FAIL or UNKNOWN
 * @param reading what it stands on, in words
 * @param at by the clock of production's API server
 * @param release digest of the release that was judged
 * @param plan digest of the plan by which it was
 */
public record Evidence(
        String step,
        String gate,
        Finding verdict,
        String reading,
        Instant at,
        String release,
        String plan) {

    /** Of each of its texts. */
    public static final int MOST_CHARACTERS = 200;

    public Evidence {
        step = BoundedText.of(step, MOST_CHARACTERS);
        gate = BoundedText.of(gate, MOST_CHARACTERS);
        reading = BoundedText.of(reading, MOST_CHARACTERS);
        release = BoundedText.of(release, MOST_CHARACTERS);
        plan = BoundedText.of(plan, MOST_CHARACTERS);
        requireNonNull(at);
        if (verdict != Finding.PASS && verdict != Finding.FAIL && verdict != Finding.UNKNOWN) {
            throw new IllegalArgumentException("no gate says " + verdict);
        }
    }
}
