package io.meshfed.steps.verify;

import io.meshfed.model.ClusterObject;
import io.meshfed.resource.PeerStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The ages that decide what a failing peer means, all derived from istiod's full-sync period (its
 * {@code --resync} flag): so they hold for meshes that sync faster or slower.
 *
 * @param syncPeriod 60 s by default, 5 minutes up to OSSM 2.5.0
 */
record PeerTimes(Duration syncPeriod) {

    static final Duration SLACK = Duration.ofSeconds(10);

    PeerTimes {
        if (syncPeriod.isZero() || syncPeriod.isNegative()) {
            throw new IllegalArgumentException("a sync period must be longer than nothing");
        }
    }

    /** One sync may be missed. */
    Duration oldestSync() {
        return syncPeriod.multipliedBy(2).plus(SLACK);
    }

    /**
     * istiod keeps the first failing full sync to itself; from then on it stops pushing
     * configuration.
     */
    Duration untilFrozen() {
        return syncPeriod;
    }

    /** A peer whose roots came late is noticed in the next round, and a set a round later. */
    Duration untilHandled() {
        return syncPeriod.multipliedBy(2);
    }

    /** The back-off between two attempts does not get longer than this; 1.5 minutes were seen. */
    Duration longestBackOff() {
        return syncPeriod.multipliedBy(2);
    }

    /** What is normal right after something was made or changed. */
    Duration settling() {
        return syncPeriod.dividedBy(2);
    }

    /** The egress gateway opens its port only when it hears of the peer. */
    Duration egressStarts() {
        return syncPeriod.dividedBy(6);
    }

    /**
     * Since when nothing worked: the last sign of life, else the creation, but not before the
     * youngest istiod pod started.
     */
    static Instant brokenSince(ClusterObject peer, MeshView mesh) {
        Optional<Outbound> outbound =
                PeerStatus.of(peer).flatMap(status -> Outbound.of(status, mesh));
        return DirectionView.newest(
                        List.of(
                                peer.created(),
                                mesh.lastStart(),
                                outbound.flatMap(Outbound::lastFullSync),
                                outbound.flatMap(Outbound::upSince),
                                outbound.flatMap(Outbound::lastDisconnect)))
                .orElse(Instant.MIN);
    }

    static Duration age(Instant since, Instant now) {
        if (since.equals(Instant.MIN)) {
            return Duration.ofDays(1);
        }
        Duration age = Duration.between(since, now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /**
     * Whether a sync came after a change. istiod and the API server both cut their times down to
     * the second, so the same second counts as after.
     */
    static boolean covers(Instant sync, Instant change) {
        return !sync.isBefore(change.truncatedTo(ChronoUnit.SECONDS));
    }

    static String text(Duration age) {
        long seconds = age.toSeconds();
        return seconds < 120 ? seconds + " s" : (seconds / 60) + " min";
    }

    static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
