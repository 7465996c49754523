package io.meshfed.steps.verify;

import static io.meshfed.steps.verify.Pair.assertCause;
import static io.meshfed.steps.verify.Pair.check;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What counts as connected and synced, with the oddities of several pods. */
class ConnectionJudgeTest {

    private final Pair pair = new Pair();

    @Test
    @DisplayName("connected without any full sync does not work")
    void seesAWatchWithoutSync() {
        pair.aro.status(Entry.up("aro-0", 95).remote("10.0.0.1", true));

        assertCause(Reason.CONNECTED_NEVER_SYNCED, pair.judged());
        assertEquals("depends-on-MF304", check(pair.judged(), CheckCode.IMPORTED).reason());
    }

    @Test
    @DisplayName("E17: a sync before the last change of peer, roots or imports is stale")
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
    @DisplayName("E16: a pod that failed lately keeps the direction from being verified")
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
