package io.meshfed.steps.verify;

import static io.meshfed.report.CheckCode.OUTBOUND;

import io.meshfed.resource.PeerStatus.PodEntry;
import io.meshfed.resource.PeerStatus.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a watch is down, from the text of its last failure and from what the other side shows. */
final class OutboundCause {

    private OutboundCause() {}

    static void add(Scene scene, Outbound outbound, Findings findings) {
        Watch watch = outbound.failing().map(PodEntry::watch).orElseThrow();
        String text = watch.lastDisconnectStatus();
        if (syncedSinceLastAttempt(scene, outbound)) {
            findings.fail(OUTBOUND, backOff(scene, outbound));
        } else if (text.isEmpty()) {
            findings.fail(OUTBOUND, connecting(scene));
        } else if (text.startsWith("Get \"http")) {
            findings.fail(OUTBOUND, egress(scene, text));
        } else if (text.startsWith("200")) {
            findings.fail(OUTBOUND, reconnecting(scene, watch));
        } else if (text.startsWith("403")) {
            refused(scene, text, findings);
        } else if (text.startsWith("400")) {
            unknown(scene, text, findings);
        } else if (text.startsWith("404")) {
            findings.fail(OUTBOUND, routeMissing(scene, text));
        } else if (text.startsWith("503")) {
            findings.fail(OUTBOUND, unreachable(scene, text));
        } else {
            findings.fail(OUTBOUND, other(scene, text));
        }
    }

    /**
     * The full list is fetched on its own every minute: when that works, so will the next attempt.
     */
    private static boolean syncedSinceLastAttempt(Scene scene, Outbound outbound) {
        Optional<Instant> sync = outbound.lastFullSync();
        Optional<Instant> since =
                DirectionView.newest(
                        List.of(
                                outbound.failing().flatMap(entry -> entry.watch().lastConnected()),
                                outbound.lastDisconnect(),
                                scene.here().connectionChange()));
        return sync.isPresent()
                && since.filter(at -> !sync.get().isAfter(at)).isEmpty()
                && scene.age(sync.get()).compareTo(scene.times().oldestSync()) <= 0;
    }

    private static Problem backOff(Scene scene, Outbound outbound) {
        String age = outbound.lastFullSync().map(scene::age).map(PeerTimes::text).orElse("");
        return new Problem(
                Reason.WAITING_FOR_BACKOFF,
                "the path from %s to %s works; the watch waits for its next attempt"
                        .formatted(scene.local(), scene.remote()),
                "full sync %s ago".formatted(age),
                "Wait; the next attempt comes within %s"
                        .formatted(PeerTimes.text(scene.times().longestBackOff())));
    }

    private static Problem connecting(Scene scene) {
        return new Problem(
                Reason.CONNECTING,
                "%s has not finished its first attempt to reach %s"
                        .formatted(scene.local(), scene.remote()),
                "no attempt has ended yet",
                "Wait some seconds");
    }

    /** The text of Go's HTTP client: the request did not even reach the local egress gateway. */
    private static Problem egress(Scene scene, String text) {
        Instant made =
                DirectionView.newest(
                                List.of(
                                        scene.here().connectionChange(),
                                        scene.here().mesh().lastStart()))
                        .orElse(Instant.MIN);
        boolean starting =
                text.contains("connection refused")
                        && scene.age(made).compareTo(scene.times().egressStarts()) <= 0;
        return starting
                ? new Problem(
                        Reason.EGRESS_STARTING,
                        "the egress gateway of %s does not listen yet".formatted(scene.local()),
                        text,
                        "Wait some seconds: it opens its port when it hears of the peer")
                : new Problem(
                        Reason.EGRESS_UNREACHABLE,
                        "istiod of %s does not reach its own egress gateway %s"
                                .formatted(scene.local(), scene.direction().egressName()),
                        text,
                        "Check its Service and pod: " + Commands.showEgress(scene.direction()));
    }

    /** What a connection that was up says when it ended, cleanly or not. */
    private static Problem reconnecting(Scene scene, Watch watch) {
        String age =
                watch.lastDisconnect()
                        .map(at -> ", %s ago".formatted(PeerTimes.text(scene.age(at))))
                        .orElse("");
        return new Problem(
                Reason.RECONNECTING,
                "the watch from %s to %s ended and will be opened again"
                        .formatted(scene.local(), scene.remote()),
                watch.lastDisconnectStatus() + age,
                "Wait; 45 s after a change of exports the gateway drops its connections for a"
                        + " second");
    }

    private static void refused(Scene scene, String text, Findings findings) {
        String expected = scene.here().mesh().egressIdentity();
        String configured = scene.there().clientId();
        boolean corrected = !expected.isEmpty() && expected.equals(configured);
        String gateway = ", the egress gateway is '%s'".formatted(expected);
        String observed =
                "%s; %s expects '%s'%s"
                        .formatted(
                                text,
                                scene.remote(),
                                configured,
                                corrected
                                        ? " by now, as it should"
                                        : expected.isEmpty() ? "" : gateway);
        String hint =
                corrected
                        ? "It is right now; the next attempt comes within %s"
                                .formatted(PeerTimes.text(scene.times().longestBackOff()))
                        : "Correct the clientID in the peer object of %s (without spiffe://): %s"
                                .formatted(
                                        scene.remote(),
                                        Commands.showClientId(scene.there().direction()));
        findings.fail(
                OUTBOUND,
                new Problem(
                        Reason.CLIENT_ID_REFUSED,
                        "%s refuses the client id of %s".formatted(scene.remote(), scene.local()),
                        observed,
                        hint),
                corrected || expected.isEmpty());
    }

    private static void unknown(Scene scene, String text, Findings findings) {
        Duration since = scene.noticeable(scene.there());
        boolean stuck = since.compareTo(scene.times().settling()) > 0;
        String restart = Commands.restartIstiod(scene.direction().remote());
        findings.fail(
                OUTBOUND,
                new Problem(
                        Reason.UNKNOWN_TO_PEER,
                        "istiod of %s does not know %s".formatted(scene.remote(), scene.local()),
                        text,
                        stuck
                                ? "It is stuck in the deletion of an older peer object. Restart"
                                        + " istiod of %s: %s".formatted(scene.remote(), restart)
                                : "Wait until it has taken in its peer object; if it does not: "
                                        + restart));
        if (stuck) {
            findings.adviseRestart(scene.direction().remote());
        }
    }

    private static Problem routeMissing(Scene scene, String text) {
        return new Problem(
                Reason.ROUTE_MISSING,
                "the egress gateway of %s has no route to %s yet"
                        .formatted(scene.local(), scene.remote()),
                text,
                "Normal for the first attempt after a change of the peer object; else check the"
                        + " egress name: "
                        + Commands.showPeer(scene.direction()));
    }

    /** Says neither which side nor which layer, so what can be excluded is worth as much. */
    private static Problem unreachable(Scene scene, String text) {
        List<String> known = new ArrayList<>();
        known.add(scene.here().root().fits() ? "roots here fit" : "roots here are wrong");
        known.add(
                scene.there().objects().peer().isEmpty()
                        ? "%s has no peer object".formatted(scene.remote())
                        : scene.there().root().fits()
                                ? "%s has its peer object and fitting roots"
                                        .formatted(scene.remote())
                                : "the roots in %s are wrong".formatted(scene.remote()));
        if (!scene.there().objects().drift().isEmpty()) {
            known.add("%s is not as the file says".formatted(scene.remote()));
        }
        known.add(
                scene.there().watchConnected()
                        ? "%s is connected to us, so trust is right: look at the address"
                                .formatted(scene.remote())
                        : "%s is not connected to us either".formatted(scene.remote()));
        return new Problem(
                Reason.UNREACHABLE,
                "%s does not reach %s, or its certificate is refused"
                        .formatted(scene.local(), scene.remote()),
                "%s (%s)".formatted(text, String.join("; ", known)),
                "Address, load balancer, firewall, roots or trust domain of either side; the"
                        + " egress log tells which: "
                        + Commands.egressLog(scene.direction()));
    }

    private static Problem other(Scene scene, String text) {
        return new Problem(
                Reason.WATCH_FAILED,
                "the watch from %s to %s fails".formatted(scene.local(), scene.remote()),
                text,
                "See istiod's log: " + Commands.istiodLog(scene.direction().local()));
    }
}
