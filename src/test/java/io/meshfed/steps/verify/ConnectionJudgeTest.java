package io.meshfed.steps.verify;

import static io.meshfed.steps.verify.Pair.assertCause;
import static io.meshfed.steps.verify.Pair.check;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Why a watch is down, and what counts as up. */
class ConnectionJudgeTest {

    private static final String REFUSED =
            "Get \"http://egress-rosa-mesh.aro-mesh.svc.cluster.local:8188/v1/watch\": dial tcp"
                    + " 10.0.0.9:8188: connect: connection refused";

    private final Pair pair = new Pair();

    @Test
    @DisplayName("403 is the other side's client id for us; both values are said")
    void seesARefusedClient() {
        pair.rosa.clientId("spiffe://aro-egress");
        pair.aro.status(Entry.down("aro-0", 95, "403 Forbidden").remote("10.0.0.1", true));

        Judgement judgement = pair.judged();

        assertCause(Reason.CLIENT_ID_REFUSED, judgement);
        assertFalse(judgement.waitingHelps());
        String observed = check(judgement, CheckCode.OUTBOUND).observed();
        assertTrue(observed.contains("'spiffe://aro-egress'"), observed);
        assertTrue(observed.contains("'aro-egress'"), observed);
        assertTrue(
                check(judgement, CheckCode.OUTBOUND)
                        .hint()
                        .contains("--context rosa -n rosa-mesh"));
    }

    @Test
    @DisplayName("403 with a client id that is right now only waits for the next attempt")
    void waitsAfterACorrectedClient() {
        pair.aro.status(Entry.down("aro-0", 95, "403 Forbidden"));

        assertCause(Reason.CLIENT_ID_REFUSED, pair.judged());
        assertTrue(pair.judged().waitingHelps());
    }

    @Test
    @DisplayName("503 says what can be excluded: roots here, the other side's objects, its watch")
    void saysWhatIsExcluded() {
        pair.aro.status(
                Entry.down("aro-0", 95, "503 Service Unavailable").remote("10.0.0.1", true));

        Judgement judgement = pair.judged();

        assertCause(Reason.UNREACHABLE, judgement);
        String observed = check(judgement, CheckCode.OUTBOUND).observed();
        assertTrue(observed.startsWith("503 Service Unavailable"), observed);
        assertTrue(observed.contains("roots here fit"), observed);
        assertTrue(observed.contains("rosa-mesh is connected to us"), observed);
        assertEquals("depends-on-MF303", check(judgement, CheckCode.SYNCED).reason());
    }

    @Test
    @DisplayName("503 because of the other side's wrong roots says so")
    void blamesTheOtherRoots() {
        pair.rosa.roots(InjectedRoot.State.DIFFERS, 0);
        pair.aro.status(Entry.down("aro-0", 95, "503 Service Unavailable"));

        String observed = check(pair.judged(), CheckCode.OUTBOUND).observed();
        assertTrue(observed.contains("the roots in rosa-mesh are wrong"), observed);
    }

    @Test
    @DisplayName("a Go error text is the local egress gateway")
    void seesAnUnreachableEgress() {
        pair.aro.status(Entry.down("aro-0", 95, REFUSED));

        assertCause(Reason.EGRESS_UNREACHABLE, pair.judged());
    }

    @Test
    @DisplayName("a refused first attempt within seconds is normal")
    void toleratesTheFirstAttempt() {
        pair.aro.peerChanged(96).status(Entry.down("aro-0", 96, REFUSED));

        assertCause(Reason.EGRESS_STARTING, pair.judged());
    }

    @Test
    @DisplayName("404 is a route that the local gateway has not got yet")
    void seesAMissingRoute() {
        pair.aro.status(Entry.down("aro-0", 95, "404 Not Found"));

        assertCause(Reason.ROUTE_MISSING, pair.judged());
    }

    @Test
    @DisplayName("400 is a stuck istiod on the other side: that one is to be restarted, not ours")
    void seesAStuckDeletion() {
        pair.aro.status(Entry.down("aro-0", 95, "400 Bad Request"));
        pair.rosa.status(Entry.up("rosa-0", 5).synced(95).remote("10.0.0.1", false));

        Judgement judgement = pair.judged();

        assertCause(Reason.UNKNOWN_TO_PEER, judgement);
        assertEquals(List.of(Meshes.ROSA), List.copyOf(judgement.restartAdvice()));
        assertTrue(
                check(judgement, CheckCode.OUTBOUND)
                        .hint()
                        .contains(
                                "oc --context rosa -n rosa-mesh rollout restart deploy/istiod-rosa"));
    }

    @Test
    @DisplayName("400 right after the other side was applied waits")
    void waitsForAYoungPeer() {
        pair.rosa.peerChanged(90);
        pair.aro.status(Entry.down("aro-0", 95, "400 Bad Request"));

        assertTrue(pair.judged().restartAdvice().isEmpty());
    }

    @Test
    @DisplayName("another text is passed on as it is, made safe")
    void passesOnUnknownTexts() {
        pair.aro.status(Entry.down("aro-0", 95, "418 teapot\u001b[31m"));

        assertCause(Reason.WATCH_FAILED, pair.judged());
        assertEquals("418 teapot\\u001b[31m", check(pair.judged(), CheckCode.OUTBOUND).observed());
    }

    @Test
    @DisplayName("no text yet: the first attempt runs")
    void seesTheFirstAttempt() {
        pair.aro.status(Entry.down("aro-0", 95, ""));

        assertCause(Reason.CONNECTING, pair.judged());
    }

    @Test
    @DisplayName("200 OK is the drop after a change of exports, not a fault")
    void seesTheDrop() {
        pair.aro.status(Entry.down("aro-0", 50, "200 OK").ended(99).synced(95));

        assertCause(Reason.RECONNECTING, pair.judged());
    }

    @Test
    @DisplayName("a full sync after the last failed attempt: the path works, wait for the back-off")
    void seesTheBackOff() {
        pair.aro.status(Entry.down("aro-0", 60, "503 Service Unavailable").synced(90));

        assertCause(Reason.WAITING_FOR_BACKOFF, pair.judged());
    }

    @Test
    @DisplayName("an attempt that failed after the last sync is a failure")
    void doesNotTrustAnOldSync() {
        pair.aro.status(Entry.down("aro-0", 95, "503 Service Unavailable").synced(90));

        assertCause(Reason.UNREACHABLE, pair.judged());
    }

    @Test
    @DisplayName("an old failure text means nothing while connected")
    void ignoresOldTexts() {
        pair.aro.status(Entry.up("aro-0", 5).synced(95).failed(REFUSED).remote("10.0.0.1", true));

        assertTrue(pair.judged().good());
    }

    @Test
    @DisplayName("connected without any full sync does not work")
    void seesAWatchWithoutSync() {
        pair.aro.status(Entry.up("aro-0", 95).remote("10.0.0.1", true));

        assertCause(Reason.CONNECTED_NEVER_SYNCED, pair.judged());
        assertEquals("depends-on-MF304", check(pair.judged(), CheckCode.IMPORTED).reason());
    }

    @Test
    @DisplayName("a sync before the last change of peer, roots or imports is stale")
    void wantsASyncAfterTheChange() {
        assertTrue(new Pair().judged().good());

        Pair peer = new Pair();
        peer.aro.peerChanged(97);
        assertCause(Reason.STALE, peer.judged());
        Pair roots = new Pair();
        roots.aro.roots(InjectedRoot.State.EQUAL, 97);
        assertCause(Reason.STALE, roots.judged());
        Pair imports = new Pair();
        imports.aro.importsChanged(97);
        assertCause(Reason.STALE, imports.judged());
    }

    @Test
    @DisplayName("a change of exports needs a sync of the other side, not of ours")
    void asksTheImporterForTheSync() {
        pair.aro.exportsChanged(97);

        assertTrue(pair.judged().good());
        assertCause(Reason.STALE, pair.reverse());
    }

    @Test
    @DisplayName("a sync in the second of the change counts: both are cut down to the second")
    void acceptsTheSameSecond() {
        pair.aro.peerChanged(95.9);

        assertTrue(pair.judged().good());
    }

    @Test
    @DisplayName("a sync older than two periods is stale")
    void wantsAFreshSync() {
        assertTrue(pair.at(225).judged().good());
        assertCause(Reason.STALE, pair.at(226).judged());
    }

    @Test
    @DisplayName("of two pods the newest sync of either is enough, the first one's may be frozen")
    void takesTheNewestSync() {
        pair.at(400)
                .aro
                .pods("aro-0", "aro-1")
                .status(
                        Entry.up("aro-0", 5).synced(5).remote("10.0.0.1", true),
                        Entry.up("aro-1", 6).synced(390));
        pair.rosa.status(Entry.up("rosa-0", 5).synced(390).remote("10.0.0.1", true));

        assertTrue(pair.judged().good(), pair.judged().inShort());
    }

    @Test
    @DisplayName("a pod in both lists is what its younger entry says")
    void resolvesAPodInBothLists() {
        pair.aro.status(
                Entry.up("aro-0", 60).ended(50).synced(95).remote("10.0.0.1", true),
                Entry.down("aro-0", 20, "200 OK").ended(50).synced(30));
        assertTrue(pair.judged().good(), pair.judged().inShort());

        pair.aro.status(
                Entry.up("aro-0", 60).ended(50).synced(80),
                Entry.down("aro-0", 60, "200 OK").ended(98).synced(80));
        assertCause(Reason.RECONNECTING, pair.judged());
    }

    @Test
    @DisplayName("a connected entry of a killed pod proves nothing")
    void ignoresTheDeadPodsWatch() {
        pair.aro
                .pods("aro-1")
                .status(
                        Entry.up("aro-0", 5).synced(95).remote("10.0.0.1", true),
                        Entry.down("aro-1", 98, "503 Service Unavailable"));

        assertCause(Reason.UNREACHABLE, pair.judged());
    }

    @Test
    @DisplayName("when the pods cannot be listed every entry counts")
    void believesAllWithoutAPodList() {
        DirectionView here = pair.aroView();
        DirectionView blind =
                new DirectionView(
                        here.direction(),
                        here.objects(),
                        here.root(),
                        MeshView.podsUnknown(),
                        here.readAt());

        assertTrue(
                new DirectionJudge(DirectionJudge.DEFAULT_SYNC_PERIOD)
                        .judge(blind, pair.rosaView())
                        .good());
    }

    @Test
    @DisplayName("a pod that failed lately keeps the direction from being verified")
    void seesAPodThatIsDown() {
        pair.aro
                .pods("aro-0", "aro-1")
                .status(
                        Entry.up("aro-0", 5).synced(95).remote("10.0.0.1", true),
                        Entry.down("aro-1", 95, "503 Service Unavailable"));

        assertCause(Reason.PARTLY_CONNECTED, pair.judged());
    }

    @Test
    @DisplayName("a pod whose entry stands still is only a warning")
    void toleratesAFrozenPod() {
        pair.at(400)
                .aro
                .pods("aro-0", "aro-1")
                .status(
                        Entry.down("aro-0", 5, "200 OK").ended(50),
                        Entry.up("aro-1", 6).synced(390).remote("10.0.0.1", true));
        pair.rosa.status(Entry.up("rosa-0", 5).synced(390).remote("10.0.0.1", true));

        assertTrue(pair.judged().good(), pair.judged().inShort());
        assertEquals(CheckStatus.WARNING, check(pair.judged(), CheckCode.OUTBOUND).status());
    }

    @Test
    @DisplayName("inbound is proved by a remote of an inactive pod")
    void acceptsARemoteOfAnInactivePod() {
        pair.rosa.status(Entry.down("rosa-0", 95, "503 Service Unavailable"));
        pair.aro.status(
                Entry.down("aro-0", 95, "503 Service Unavailable").remote("10.0.0.1", true));

        assertEquals(CheckStatus.OK, check(pair.judged(), CheckCode.INBOUND).status());
    }

    @Test
    @DisplayName("inbound is proved by the other side's watch where no pod shows a remote")
    void believesTheOtherSide() {
        pair.aro.status(Entry.up("aro-0", 5).synced(95));

        assertTrue(pair.judged().good());
        assertEquals(CheckStatus.WARNING, check(pair.judged(), CheckCode.OTHER_SIDE).status());
    }

    @Test
    @DisplayName("a leftover watch of a deleted peer shows in the missing inbound")
    void seesALeftover() {
        pair.aro.status(Entry.up("aro-0", 5).synced(95).remote("10.0.0.1", false));
        pair.rosa.status(Entry.down("rosa-0", 95, "400 Bad Request"));

        assertCause(Reason.NO_INBOUND, pair.judged());
        assertEquals(List.of(Meshes.ARO), List.copyOf(pair.reverse().restartAdvice()));
    }

    @Test
    @DisplayName("clusters whose clocks differ by minutes are compared as if they did not")
    void putsClocksRight() {
        pair.aro.exportsChanged(390);
        DirectionView ahead = pair.at(400).aroView();
        DirectionView here = pair.at(100).rosaView();

        assertTrue(
                new DirectionJudge(DirectionJudge.DEFAULT_SYNC_PERIOD).judge(here, ahead).good());
    }
}
