package io.meshfed.steps.verify;

import io.meshfed.model.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a check looks at: both sides, and the ages that matter. */
record Scene(DirectionView here, DirectionView there, PeerTimes times) {

    Direction direction() {
        return here.direction();
    }

    String local() {
        return direction().local().name();
    }

    String remote() {
        return direction().remote().name();
    }

    Instant now() {
        return here.readAt();
    }

    Duration age(Instant since) {
        return PeerTimes.age(since, now());
    }

    boolean peerApplied() {
        return here.objects().peer().isPresent();
    }

    /** How long the present state of the local peer object and roots has had to take effect. */
    Duration sinceConnectionChange() {
        return here.connectionChange().map(this::age).orElse(Duration.ofDays(1));
    }

    /** How long istiod has had to notice that state: not before it started. */
    Duration noticeable(DirectionView view) {
        return DirectionView.newest(List.of(view.connectionChange(), view.mesh().lastStart()))
                .map(this::age)
                .orElse(Duration.ofDays(1));
    }

    /**
     * When the other side changed its exports, by our cluster's clock. Clocks of two clusters that
     * differ by more than reading one after the other explains are put right.
     */
    Optional<Instant> theirExportsChange() {
        Duration ahead = Duration.between(here.readAt(), there.readAt());
        boolean skewed = ahead.abs().compareTo(PeerTimes.SLACK) > 0;
        return there.exportsChange().map(at -> skewed ? at.minus(ahead) : at);
    }

    /** Names of the other peers of the local mesh that have failed for long enough to freeze it. */
    List<String> unreachableOthers() {
        return here.objects().otherPeers().stream()
                .filter(this::looksUnreachable)
                .map(OtherPeer::name)
                .sorted()
                .toList();
    }

    private boolean looksUnreachable(OtherPeer peer) {
        return peer.down() && age(peer.brokenSince()).compareTo(times.untilFrozen()) > 0;
    }

    static String services(int count) {
        return count == 1 ? "1 service" : count + " services";
    }
}
