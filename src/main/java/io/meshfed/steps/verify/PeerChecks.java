package io.meshfed.steps.verify;

import static io.meshfed.report.CheckCode.INJECTED_ROOT;
import static io.meshfed.report.CheckCode.PEER_APPLIED;
import static io.meshfed.report.CheckCode.PEER_HANDLED;

import java.time.Duration;
import java.util.List;

/** What must be in place before a connection can be thought of: roots, peer object, an istiod. */
final class PeerChecks {

    private PeerChecks() {}

    static void add(Scene scene, Findings findings) {
        root(scene, findings);
        applied(scene, findings);
        handled(scene, findings);
    }

    private static void root(Scene scene, Findings findings) {
        InjectedRoot root = scene.here().root();
        String configMap = scene.direction().caConfigMap();
        switch (root.state()) {
            case EQUAL ->
                    findings.ok(
                            INJECTED_ROOT,
                            "the roots in %s are those of %s".formatted(configMap, scene.remote()));
            case SUPERSET ->
                    findings.ok(
                            INJECTED_ROOT,
                            "%s holds the roots of %s and more, as in a rotation"
                                    .formatted(configMap, scene.remote()));
            case NOT_COMPARED ->
                    findings.warn(
                            INJECTED_ROOT,
                            new Problem(
                                    Reason.CA_NOT_COMPARED,
                                    "the roots in %s were not compared".formatted(configMap),
                                    root.observed(),
                                    "Compare them: " + Commands.showRoot(scene.direction())));
            default -> findings.fail(INJECTED_ROOT, wrongRoot(scene, root));
        }
    }

    private static Problem wrongRoot(Scene scene, InjectedRoot root) {
        String configMap = scene.direction().caConfigMap();
        String share = "Inject the roots of %s: %s";
        String hint = share.formatted(scene.remote(), Commands.shareTrust(scene.direction()));
        return switch (root.state()) {
            case ABSENT ->
                    new Problem(
                            Reason.CA_MISSING,
                            "%s has no ConfigMap %s".formatted(scene.local(), configMap),
                            "",
                            hint);
            case NO_ROOT_KEY ->
                    new Problem(
                            Reason.CA_WRONG_KEY,
                            "ConfigMap %s has no root-cert.pem; istiod reads no other key"
                                    .formatted(configMap),
                            root.observed(),
                            hint);
            default ->
                    new Problem(
                            Reason.CA_DIFFERS,
                            "the roots in %s are not those of %s"
                                    .formatted(configMap, scene.remote()),
                            root.observed(),
                            hint);
        };
    }

    private static void applied(Scene scene, Findings findings) {
        List<String> drift = scene.here().objects().drift();
        String peer = scene.direction().peerName();
        if (!scene.peerApplied()) {
            findings.fail(
                    PEER_APPLIED,
                    new Problem(
                            Reason.PEER_NOT_APPLIED,
                            "%s has no ServiceMeshPeer %s".formatted(scene.local(), peer),
                            "",
                            "Apply both sides: " + Commands.federate(scene.direction())));
        } else if (scene.here().clientId().isEmpty()) {
            // Created so, istiod makes no policy at all and logs nothing that a status shows.
            findings.fail(
                    PEER_APPLIED,
                    new Problem(
                            Reason.CLIENT_ID_EMPTY,
                            "ServiceMeshPeer %s has no clientID: any workload of %s gets in"
                                    .formatted(peer, scene.remote()),
                            "",
                            "Apply the peer again: " + Commands.federate(scene.direction())));
        } else if (!drift.isEmpty()) {
            findings.fail(
                    PEER_APPLIED,
                    new Problem(
                            Reason.PEER_DIFFERS,
                            "%s is not as the federation file says".formatted(scene.local()),
                            String.join(", ", drift),
                            "See what differs, then apply: meshfed plan; "
                                    + Commands.federate(scene.direction())));
        } else {
            findings.ok(PEER_APPLIED, "ServiceMeshPeer %s is applied".formatted(peer));
        }
    }

    private static void handled(Scene scene, Findings findings) {
        if (!scene.peerApplied()) {
            findings.skip(PEER_HANDLED, PEER_APPLIED);
            return;
        }
        boolean listed = scene.here().outbound().isPresent();
        if (scene.here().mesh().istiodDown()) {
            findings.fail(
                    PEER_HANDLED,
                    new Problem(
                            Reason.ISTIOD_DOWN,
                            "no istiod pod of %s runs".formatted(scene.local()),
                            "",
                            "See why: " + Commands.showPods(scene.direction().local())));
        } else if (listed) {
            findings.ok(
                    PEER_HANDLED,
                    "istiod of %s has taken in the peer %s"
                            .formatted(scene.local(), scene.direction().peerName()));
        } else if (!scene.here().root().fits()
                && scene.here().root().state() != InjectedRoot.State.DIFFERS) {
            // istiod does nothing for a peer without roots, and looks again only once a minute.
            findings.skip(PEER_HANDLED, INJECTED_ROOT);
        } else {
            notHandled(scene, findings);
        }
    }

    private static void notHandled(Scene scene, Findings findings) {
        Duration waited = scene.noticeable(scene.here());
        List<String> others = scene.unreachableOthers();
        boolean stuck =
                waited.compareTo(scene.times().untilHandled()) > 0
                        || !others.isEmpty() && waited.compareTo(scene.times().settling()) > 0;
        String restart = Commands.restartIstiod(scene.direction().local());
        String hint =
                !others.isEmpty()
                        ? "Correct or delete %s first, then restart istiod of %s: %s"
                                .formatted(String.join(", ", others), scene.local(), restart)
                        : stuck
                                ? "A deletion may have locked its worker. Restart istiod of %s: %s"
                                        .formatted(scene.local(), restart)
                                : "It looks again within a minute; or touch the peer: "
                                        + Commands.touchPeer(scene.direction());
        String held =
                others.isEmpty() ? "" : "; held up by unreachable " + String.join(", ", others);
        findings.fail(
                PEER_HANDLED,
                new Problem(
                        Reason.NOT_HANDLED,
                        "istiod of %s has not taken in the peer %s"
                                .formatted(scene.local(), scene.direction().peerName()),
                        "no status of a running pod after %s%s"
                                .formatted(PeerTimes.text(waited), held),
                        hint));
        if (stuck) {
            findings.adviseRestart(scene.direction().local());
        }
    }
}
