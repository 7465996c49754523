package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.resource.PromotionObjects;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the Lease of a promotion lock says. Its times are those of its API server's clock, so that
 * all who can ask that server agree on when it ends.
 *
 * @param holder empty when nobody has it
 * @param nonce of this taking: who finds another one has lost it
 * @param term how often it was taken; never less than before
 * @param since when its holder came
 * @param renewed the last sign of life
 * @param keeping whether it stays when the process ends that took it
 */
public record PromotionLease(
        String holder,
        String nonce,
        long term,
        Instant since,
        Instant renewed,
        Duration ttl,
        Keeping keeping) {

    /** The largest number that the API has room for. */
    static final long MOST_TERMS = Integer.MAX_VALUE;

    /** Clocks are read to the second, and an answer takes its time. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /**
     * Of a lease that does not say when it was renewed, or for how long: it does not end by itself.
     */
    private static final Instant UNTOLD = Instant.parse("9999-12-31T00:00:00Z");

    private static final String NONCE = "meshfed.io/nonce";
    private static final String KEPT = "meshfed.io/kept";
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** Until when a lock that was taken is held. */
    public enum Keeping {
        /** Given back by the process that took it. */
        FOR_THE_PROCESS,
        /** Until its holder says so, over as many processes as it starts. */
        FOR_THE_HOLDER
    }

    public PromotionLease {
        requireNonNull(holder);
        requireNonNull(nonce);
        requireNonNull(since);
        requireNonNull(renewed);
        requireNonNull(ttl);
        requireNonNull(keeping);
    }

    /** Where it does not say what we write, nothing is guessed that would end it early. */
    static PromotionLease of(ClusterObject live) {
        long seconds = live.number("spec", "leaseDurationSeconds").orElse(0L);
        boolean told = seconds > 0 && seconds <= Integer.MAX_VALUE;
        return new PromotionLease(
                live.text("spec", "holderIdentity").orElse(""),
                live.annotation(NONCE).orElse(""),
                Math.max(0, live.number("spec", "leaseTransitions").orElse(0L)),
                live.time("spec", "acquireTime").orElse(PromotionRecord.NEVER),
                live.time("spec", "renewTime")
                        .filter(time -> told && time.isBefore(UNTOLD))
                        .orElse(UNTOLD),
                Duration.ofSeconds(told ? seconds : 1),
                live.annotation(KEPT).filter("true"::equals).isPresent()
                        ? Keeping.FOR_THE_HOLDER
                        : Keeping.FOR_THE_PROCESS);
    }

    public boolean free() {
        return holder.isEmpty();
    }

    /** Whether it says when it ends. */
    public boolean ends() {
        return renewed.isBefore(UNTOLD);
    }

    /** From then on somebody else may take it. */
    public Instant expires() {
        return ends() ? renewed.plus(ttl).plus(MARGIN) : UNTOLD;
    }

    /**
     * @param now by the clock of its API server
     */
    public boolean expired(Instant now) {
        return ends() && now.isAfter(expires());
    }

    boolean heldBy(String other) {
        return !free() && holder.equals(other);
    }

    boolean kept() {
        return keeping == Keeping.FOR_THE_HOLDER;
    }

    PromotionLease renewed(Instant at) {
        return new PromotionLease(holder, nonce, term, since, at, ttl, keeping);
    }

    /** For at least that long from now on. */
    PromotionLease kept(Duration atLeast, Instant at) {
        return new PromotionLease(
                holder, nonce, term, since, at, longer(ttl, atLeast), Keeping.FOR_THE_HOLDER);
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    PromotionLease givenBack(Instant at) {
        return new PromotionLease("", "", term, since, at, ttl, Keeping.FOR_THE_PROCESS);
    }

    Manifest manifest(ObjectRef ref, String federation) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("holderIdentity", holder);
        spec.put("leaseDurationSeconds", Math.max(1, ttl.toSeconds()));
        spec.put("acquireTime", MICROS.format(since));
        spec.put("renewTime", MICROS.format(renewed));
        spec.put("leaseTransitions", term);
        TreeMap<String, String> annotations = new TreeMap<>();
        annotations.put(NONCE, nonce);
        annotations.put(KEPT, "" + kept());
        return new Manifest(
                ref, PromotionObjects.lockLabels(federation), annotations, Map.of("spec", spec));
    }
}
