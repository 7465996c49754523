package io.meshfed.cluster;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a Lease says. Its times are those of its writer's clock: they are shown, and nothing is
 * judged by them.
 *
 * @param nonce of this taking of the lease: who finds another one has lost it
 * @param sharing how many processes of this holder are at work
 * @param transitions how often it went from one to another
 */
record LeaseRecord(String holder, String nonce, long sharing, long transitions, String since) {

    private static final String NONCE = "meshfed.io/nonce";
    private static final String SHARING = "meshfed.io/sharing";
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    LeaseRecord {
        requireNonNull(holder);
        requireNonNull(nonce);
        requireNonNull(since);
    }

    static LeaseRecord first(String holder, String nonce, Instant now) {
        return new LeaseRecord(holder, nonce, 1, 0, MICROS.format(now));
    }

    static LeaseRecord of(ClusterObject live) {
        return new LeaseRecord(
                live.text("spec", "holderIdentity").orElse(""),
                live.annotation(NONCE).orElse(""),
                live.annotation(SHARING).map(LeaseRecord::count).orElse(0L),
                live.number("spec", "leaseTransitions").orElse(0L),
                live.text("spec", "acquireTime").orElse("an unknown time"));
    }

    private static long count(String text) {
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }

    /** Another's, made one's own. */
    LeaseRecord takenOver(LeaseRecord by) {
        long next = transitions < Integer.MAX_VALUE ? transitions + 1 : transitions;
        return new LeaseRecord(by.holder(), by.nonce(), 1, next, by.since());
    }

    LeaseRecord joined() {
        return new LeaseRecord(holder, nonce, sharing + 1, transitions, since);
    }

    LeaseRecord left() {
        return new LeaseRecord(holder, nonce, Math.max(0, sharing - 1), transitions, since);
    }

    /** The whole object: whatever else may stand in it is replaced. */
    Manifest manifest(ObjectRef ref, String federation, long seconds, Instant now) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("holderIdentity", holder);
        spec.put("leaseDurationSeconds", seconds);
        spec.put("acquireTime", since);
        spec.put("renewTime", MICROS.format(now));
        spec.put("leaseTransitions", transitions);
        Map<String, String> annotations = Map.of(NONCE, nonce, SHARING, Long.toString(sharing));
        return new Manifest(
                ref,
                Ownership.labels(federation),
                new TreeMap<>(annotations),
                Map.of("spec", spec));
    }
}
