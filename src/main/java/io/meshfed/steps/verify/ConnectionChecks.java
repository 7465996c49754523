package io.meshfed.steps.verify;

import static io.meshfed.report.CheckCode.INBOUND;
import static io.meshfed.report.CheckCode.OTHER_SIDE;
import static io.meshfed.report.CheckCode.OUTBOUND;
import static io.meshfed.report.CheckCode.PEER_APPLIED;
import static io.meshfed.report.CheckCode.PEER_HANDLED;
import static io.meshfed.report.CheckCode.SYNCED;

import io.meshfed.report.SafeText;
import io.meshfed.resource.PeerStatus.PodEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whether the two istiods talk, as both of them tell it. */
final class ConnectionChecks {

    private ConnectionChecks() {}

    static void add(Scene scene, Findings findings) {
        outbound(scene, findings);
        synced(scene, findings);
        inbound(scene, findings);
        otherSide(scene, findings);
    }

    private static void outbound(Scene scene, Findings findings) {
        if (findings.skippedAfter(OUTBOUND, PEER_HANDLED)) {
            return;
        }
        Outbound outbound = scene.here().outbound().orElseThrow();
        SortedSet<String> silent = new TreeSet<>(scene.here().mesh().runningPods().keySet());
        silent.removeAll(outbound.newest().keySet());
        long up = outbound.connectedPods();
        int all = outbound.newest().size() + silent.size();
        String statement =
                "the watch from %s to %s is connected (%d of %d istiod pods)"
                        .formatted(scene.local(), scene.remote(), up, all);
        if (up == 0) {
            OutboundCause.add(scene, outbound, findings);
        } else if (up == all) {
            findings.ok(OUTBOUND, statement);
        } else {
            partly(scene, outbound, statement, findings);
        }
    }

    /**
     * A pod that is down leaves the proxies it serves without the imports. But of two pods the
     * first one's entry may stand still while all is well, so only a pod that failed lately counts.
     */
    private static void partly(
            Scene scene, Outbound outbound, String statement, Findings findings) {
        Optional<PodEntry> lately =
                outbound.failingLately(scene.now(), scene.times().longestBackOff());
        String observed =
                outbound.failing()
                        .map(down -> down.pod() + ": " + down.watch().lastDisconnectStatus())
                        .orElse("a running pod has no entry");
        Problem problem =
                new Problem(
                        Reason.PARTLY_CONNECTED,
                        statement,
                        observed,
                        "Wait for its next attempt, or look: "
                                + Commands.istiodLog(scene.direction().local()));
        if (lately.isPresent()) {
            findings.fail(OUTBOUND, problem);
        } else {
            findings.warn(OUTBOUND, problem);
        }
    }

    private static void synced(Scene scene, Findings findings) {
        if (findings.skippedAfter(SYNCED, OUTBOUND)) {
            return;
        }
        Outbound outbound = scene.here().outbound().orElseThrow();
        Optional<Instant> sync = outbound.lastFullSync();
        if (sync.isEmpty()) {
            neverSynced(scene, outbound, findings);
            return;
        }
        Duration age = scene.age(sync.get());
        // Our export set is missing here on purpose: it shows in the other side's syncs, not ours.
        Optional<Instant> change =
                DirectionView.newest(
                        List.of(
                                scene.here().connectionChange(),
                                scene.here().importsChange(),
                                scene.theirExportsChange()));
        boolean covers = change.filter(at -> !PeerTimes.covers(sync.get(), at)).isEmpty();
        if (covers && age.compareTo(scene.times().oldestSync()) <= 0) {
            findings.ok(SYNCED, "the last full sync is %s old".formatted(PeerTimes.text(age)));
        } else {
            findings.fail(SYNCED, stale(scene, age, covers));
        }
    }

    private static Problem stale(Scene scene, Duration age, boolean covers) {
        Duration limit = scene.times().oldestSync();
        String statement =
                covers
                        ? "the last full sync is too old"
                        : "no full sync yet since the last change of peer, roots or sets";
        String observed =
                covers
                        ? "%s old, limit %s".formatted(PeerTimes.text(age), PeerTimes.text(limit))
                        : "the last one was %s ago".formatted(PeerTimes.text(age));
        String hint =
                covers
                        ? "See istiod's log: " + Commands.istiodLog(scene.direction().local())
                        : "The next one comes within %s"
                                .formatted(PeerTimes.text(scene.times().syncPeriod()));
        return new Problem(Reason.STALE, statement, observed, hint);
    }

    private static void neverSynced(Scene scene, Outbound outbound, Findings findings) {
        String since =
                outbound.upSince()
                        .map(up -> "connected for " + PeerTimes.text(scene.age(up)))
                        .orElse("connected");
        findings.fail(
                SYNCED,
                new Problem(
                        Reason.CONNECTED_NEVER_SYNCED,
                        "%s is connected but was never sent the full list".formatted(scene.local()),
                        since,
                        "New connections are refused while an old one lives. Compare the roots of"
                                + " both sides, then restart istiod of %s: %s"
                                        .formatted(
                                                scene.local(),
                                                Commands.restartIstiod(
                                                        scene.direction().local()))));
    }

    /**
     * Both ends describe one connection; the first of two pods may never show it, so either will
     * do.
     */
    private static void inbound(Scene scene, Findings findings) {
        if (findings.skippedAfter(INBOUND, PEER_HANDLED)) {
            return;
        }
        Outbound own = scene.here().outbound().orElseThrow();
        if (own.inbound()) {
            findings.ok(
                    INBOUND,
                    "%s is connected to %s (from %s)"
                            .formatted(
                                    scene.remote(),
                                    scene.local(),
                                    SafeText.of(String.join(", ", own.sources()))));
        } else if (scene.there().watchConnected()) {
            findings.ok(
                    INBOUND,
                    "%s says that it is connected to %s".formatted(scene.remote(), scene.local()));
        } else {
            findings.fail(
                    INBOUND,
                    new Problem(
                            Reason.NO_INBOUND,
                            "%s is not connected to %s".formatted(scene.remote(), scene.local()),
                            "no connected remote",
                            "See the other direction, %s: %s"
                                    .formatted(
                                            scene.there().direction(),
                                            Commands.showPeer(scene.there().direction()))));
        }
    }

    private static void otherSide(Scene scene, Findings findings) {
        if (!scene.peerApplied()) {
            findings.skip(OTHER_SIDE, PEER_APPLIED);
        } else if (scene.there().objects().peer().isEmpty()) {
            findings.fail(
                    OTHER_SIDE,
                    new Problem(
                            Reason.OTHER_SIDE_MISSING,
                            "%s has no ServiceMeshPeer %s"
                                    .formatted(
                                            scene.remote(), scene.there().direction().peerName()),
                            "",
                            "A peer alone freezes %s after a minute. Apply both sides: %s"
                                    .formatted(
                                            scene.local(), Commands.federate(scene.direction()))));
        } else {
            agreement(scene, findings);
        }
    }

    private static void agreement(Scene scene, Findings findings) {
        Optional<Outbound> own = scene.here().outbound();
        Optional<Outbound> other = scene.there().outbound();
        boolean out = own.filter(Outbound::connected).isPresent();
        boolean outSeen = other.filter(Outbound::inbound).isPresent();
        boolean in = own.filter(Outbound::inbound).isPresent();
        boolean inSeen = other.filter(Outbound::connected).isPresent();
        if (out == outSeen && in == inSeen) {
            findings.ok(
                    OTHER_SIDE, "%s and %s tell the same".formatted(scene.local(), scene.remote()));
            return;
        }
        findings.warn(
                OTHER_SIDE,
                new Problem(
                        Reason.OTHER_SIDE_DISAGREES,
                        "%s and %s do not tell the same of their connections"
                                .formatted(scene.local(), scene.remote()),
                        "%s -> %s: %s here, %s there; %s -> %s: %s here, %s there"
                                .formatted(
                                        scene.local(),
                                        scene.remote(),
                                        upDown(out),
                                        upDown(outSeen),
                                        scene.remote(),
                                        scene.local(),
                                        upDown(in),
                                        upDown(inSeen)),
                        "Usual for a second after a change, and for longer with several istiod"
                                + " pods"));
    }

    private static String upDown(boolean up) {
        return up ? "up" : "down";
    }
}
