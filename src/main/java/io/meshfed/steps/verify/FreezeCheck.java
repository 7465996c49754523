package io.meshfed.steps.verify;

import static io.meshfed.report.CheckCode.NOT_FROZEN;
import static io.meshfed.report.CheckCode.OUTBOUND;
import static io.meshfed.report.CheckCode.PEER_APPLIED;
import static io.meshfed.report.CheckCode.PEER_HANDLED;

import io.meshfed.model.ClusterObject;
import io.meshfed.report.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether an unreachable peer holds up istiod. From the first full sync that fails, istiod keeps
 * the peer's data locked and pushes no configuration to any proxy of the mesh; no status says so.
 * It ends by itself only when nothing new has to reach this mesh's own gateways: so what was put
 * right on this side after that moment needs a restart, what is put right on the other side does
 * not.
 */
final class FreezeCheck {

    private FreezeCheck() {}

    static void add(Scene scene, Findings findings) {
        List<String> others = scene.unreachableOthers();
        if (!scene.peerApplied()) {
            findings.skip(NOT_FROZEN, PEER_APPLIED);
        } else if (findings.failed(Reason.NOT_HANDLED) && !others.isEmpty()) {
            findings.fail(NOT_FROZEN, heldUp(scene, others));
        } else if (findings.skippedAfter(NOT_FROZEN, PEER_HANDLED)) {
            return;
        } else if (pathBroken(scene, findings) && longEnough(scene)) {
            frozen(scene, findings);
        } else if (!others.isEmpty()) {
            findings.warn(NOT_FROZEN, heldUp(scene, others));
        } else {
            findings.ok(
                    NOT_FROZEN,
                    "no peer of %s has failed for longer than %s"
                            .formatted(scene.local(), PeerTimes.text(scene.times().untilFrozen())));
        }
    }

    /** A watch that lives while full syncs fail freezes istiod just as well. */
    private static boolean pathBroken(Scene scene, Findings findings) {
        if (findings.failed(Reason.WAITING_FOR_BACKOFF)
                || findings.failed(Reason.PARTLY_CONNECTED)) {
            return false;
        }
        boolean syncsFail =
                scene.here()
                        .outbound()
                        .flatMap(Outbound::lastFullSync)
                        .filter(at -> scene.age(at).compareTo(scene.times().oldestSync()) > 0)
                        .isPresent();
        return findings.failed(OUTBOUND)
                || findings.failed(Reason.CONNECTED_NEVER_SYNCED)
                || syncsFail;
    }

    private static boolean longEnough(Scene scene) {
        return scene.age(brokenSince(scene.here())).compareTo(scene.times().untilFrozen()) > 0
                && scene.sinceConnectionChange().compareTo(scene.times().untilFrozen()) > 0;
    }

    private static void frozen(Scene scene, Findings findings) {
        String restart = Commands.restartIstiod(scene.direction().local());
        if (faultHere(scene)) {
            findings.fail(
                    NOT_FROZEN,
                    problem(
                            scene,
                            Reason.FREEZES,
                            "Correct %s first, then restart its istiod: %s"
                                    .formatted(scene.local(), restart)));
        } else if (faultThere(scene, findings)) {
            findings.fail(NOT_FROZEN, curesItself(scene));
        } else if (correctedTooLate(scene.here(), scene.times())) {
            findings.adviseRestart(scene.direction().local());
            findings.fail(
                    NOT_FROZEN,
                    problem(
                            scene,
                            Reason.FROZEN,
                            "What was corrected cannot reach its gateways. Restart istiod of %s: %s"
                                    .formatted(scene.local(), restart)));
        } else if (stuckThere(scene)) {
            findings.fail(NOT_FROZEN, curesItself(scene));
        } else {
            findings.fail(
                    NOT_FROZEN,
                    problem(
                            scene,
                            Reason.FREEZES,
                            "Find the cause. If it was in %s, restart istiod after the repair: %s"
                                    .formatted(scene.local(), restart)));
        }
    }

    private static boolean faultHere(Scene scene) {
        return !scene.here().root().fits() || !scene.here().objects().drift().isEmpty();
    }

    private static boolean faultThere(Scene scene, Findings findings) {
        DirectionView there = scene.there();
        return there.outbound().isEmpty()
                || !there.root().fits()
                || !there.objects().drift().isEmpty()
                || findings.failed(Reason.CLIENT_ID_REFUSED)
                || findings.failed(Reason.UNKNOWN_TO_PEER);
    }

    /** The other side was put right and does not get it to its gateways. */
    private static boolean stuckThere(Scene scene) {
        boolean neverSynced =
                scene.there()
                        .outbound()
                        .filter(Outbound::connected)
                        .filter(outbound -> outbound.lastFullSync().isEmpty())
                        .isPresent();
        boolean late =
                !scene.there().watchConnected() && correctedTooLate(scene.there(), scene.times());
        return neverSynced || late;
    }

    /** Changed only after the full sync that was due next had failed; before that all goes well. */
    private static boolean correctedTooLate(DirectionView view, PeerTimes times) {
        Optional<Instant> lastGood =
                DirectionView.newest(
                        List.of(
                                view.objects().peer().flatMap(ClusterObject::created),
                                view.mesh().lastStart(),
                                view.outbound().flatMap(Outbound::lastFullSync)));
        Optional<Instant> change = view.connectionChange();
        return lastGood.isPresent()
                && change.isPresent()
                && PeerTimes.age(lastGood.get(), change.get()).compareTo(times.syncPeriod()) >= 0;
    }

    private static Instant brokenSince(DirectionView view) {
        return view.objects()
                .peer()
                .map(peer -> PeerTimes.brokenSince(peer, view.mesh()))
                .orElse(Instant.MIN);
    }

    private static Problem curesItself(Scene scene) {
        return problem(
                scene,
                Reason.CURES_ITSELF,
                "The fault is in %s; when it is put right there, %s recovers without a restart"
                        .formatted(scene.remote(), scene.local()));
    }

    private static Problem problem(Scene scene, Reason reason, String hint) {
        Duration failing = scene.age(brokenSince(scene.here()));
        return new Problem(
                reason,
                "istiod of %s is probably held up by its peer %s and pushes no configuration"
                        .formatted(scene.local(), scene.direction().peerName()),
                "nothing worked for " + PeerTimes.text(failing),
                hint);
    }

    private static Problem heldUp(Scene scene, List<String> others) {
        String names = String.join(", ", others);
        return new Problem(
                Reason.OTHER_PEER_UNREACHABLE,
                "istiod of %s is probably held up by other peers".formatted(scene.local()),
                "unreachable: " + names,
                "Correct or delete %s, then restart istiod of %s: %s"
                        .formatted(
                                SafeText.of(names),
                                scene.local(),
                                Commands.restartIstiod(scene.direction().local())));
    }
}
