package io.meshfed.steps.verify;

import static io.meshfed.steps.verify.Pair.assertCause;
import static io.meshfed.steps.verify.Pair.check;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Objects, roots, istiod: what must be there before anything can connect. */
class DirectionJudgeTest {

    private final Pair pair = new Pair();

    @Test
    @DisplayName("a healthy pair is good in both directions, every check is ok")
    void passesAHealthyPair() {
        assertTrue(pair.judged().good());
        assertTrue(pair.reverse().good());
        assertTrue(
                pair.judged().checks().stream().allMatch(c -> c.status() == CheckStatus.OK),
                () -> pair.judged().checks().toString());
    }

    @Test
    @DisplayName("checks come in the order of their codes, each once, whatever fails")
    void keepsTheOrder() {
        List<CheckCode> codes =
                List.of(
                        CheckCode.INJECTED_ROOT,
                        CheckCode.PEER_APPLIED,
                        CheckCode.PEER_HANDLED,
                        CheckCode.OUTBOUND,
                        CheckCode.SYNCED,
                        CheckCode.INBOUND,
                        CheckCode.OTHER_SIDE,
                        CheckCode.EXPORTED,
                        CheckCode.IMPORTED,
                        CheckCode.NOT_FROZEN);

        assertEquals(codes, pair.judged().checks().stream().map(Check::code).toList());
        pair.aro.withoutPeer();
        assertEquals(codes, pair.judged().checks().stream().map(Check::code).toList());
        assertEquals(codes, pair.reverse().checks().stream().map(Check::code).toList());
    }

    @Test
    @DisplayName("without a peer object the rest is skipped and says because of what")
    void skipsWithoutPeer() {
        pair.aro.withoutPeer();

        Judgement judgement = pair.judged();

        assertCause(Reason.PEER_NOT_APPLIED, judgement);
        assertFalse(judgement.waitingHelps());
        assertEquals("depends-on-MF301", check(judgement, CheckCode.OUTBOUND).reason());
        assertEquals("depends-on-MF301", check(judgement, CheckCode.IMPORTED).reason());
        assertTrue(
                check(judgement, CheckCode.PEER_APPLIED)
                        .hint()
                        .contains("meshfed federate --peering aro-mesh,rosa-mesh"));
    }

    @Test
    @DisplayName("a peer without its other side is a failure that no waiting cures")
    void missesTheOtherSide() {
        pair.rosa.withoutPeer();
        pair.aro.status(Entry.down("aro-0", 95, "503 Service Unavailable"));

        assertCause(Reason.OTHER_SIDE_MISSING, pair.judged());
        assertFalse(pair.judged().waitingHelps());
    }

    @Test
    @DisplayName("no status and no ConfigMap: the ConfigMap is missing")
    void missesRoots() {
        pair.aro.roots(InjectedRoot.State.ABSENT, 0).status();

        assertCause(Reason.CA_MISSING, pair.judged());
        assertEquals("depends-on-MF203", check(pair.judged(), CheckCode.PEER_HANDLED).reason());
        assertEquals("depends-on-MF203", check(pair.judged(), CheckCode.SYNCED).reason());
    }

    @Test
    @DisplayName("no status and another key in the ConfigMap: the key is wrong")
    void missesTheKey() {
        pair.aro.roots(InjectedRoot.State.NO_ROOT_KEY, 0).status();

        assertCause(Reason.CA_WRONG_KEY, pair.judged());
    }

    @Test
    @DisplayName("a wrong root fails even while everything looks connected")
    void seesAWrongRoot() {
        pair.aro.roots(InjectedRoot.State.DIFFERS, 10);

        assertCause(Reason.CA_DIFFERS, pair.judged());
        assertEquals(CheckStatus.OK, check(pair.judged(), CheckCode.OUTBOUND).status());
    }

    @Test
    @DisplayName("old and new root beside each other are fine")
    void acceptsARotation() {
        pair.aro.roots(InjectedRoot.State.SUPERSET, 10);

        assertTrue(pair.judged().good());
    }

    @Test
    @DisplayName("an empty client id is an open door, not a connection")
    void refusesAnEmptyClientId() {
        pair.aro.clientId("");

        assertCause(Reason.CLIENT_ID_EMPTY, pair.judged());
    }

    @Test
    @DisplayName("objects that are not as the file says are named field by field")
    void namesDrift() {
        pair.aro.drift("ServiceMeshPeer spec.remote.addresses");

        assertCause(Reason.PEER_DIFFERS, pair.judged());
        assertEquals(
                "ServiceMeshPeer spec.remote.addresses",
                check(pair.judged(), CheckCode.PEER_APPLIED).observed());
    }

    @Test
    @DisplayName(
            "right roots and no status: not taken in yet, touching helps, no restart before two rounds")
    void waitsToBeHandled() {
        pair.aro.status().roots(InjectedRoot.State.EQUAL, 80);

        Judgement judgement = pair.judged();

        assertCause(Reason.NOT_HANDLED, judgement);
        assertTrue(judgement.waitingHelps());
        assertTrue(judgement.restartAdvice().isEmpty());
        assertTrue(
                check(judgement, CheckCode.PEER_HANDLED)
                        .hint()
                        .contains("oc --context aro -n aro-mesh annotate"));
    }

    @Test
    @DisplayName(
            "still not taken in after two rounds: a deletion may have locked the worker, restart")
    void advisesRestartOfAStuckWorker() {
        pair.at(200).aro.status();

        assertEquals(List.of(Meshes.ARO), List.copyOf(pair.judged().restartAdvice()));
    }

    @Test
    @DisplayName(
            "not taken in while another peer is unreachable: that one is named, and the restart")
    void namesWhoHoldsTheWorker() {
        pair.at(400)
                .aro
                .peerChanged(350)
                .status()
                .otherPeer("dead-mesh", Entry.down("aro-0", 390, "503 Service Unavailable"));

        Judgement judgement = pair.judged();

        assertCause(Reason.NOT_HANDLED, judgement);
        assertEquals(
                Reason.OTHER_PEER_UNREACHABLE.word(),
                check(judgement, CheckCode.NOT_FROZEN).reason());
        assertTrue(check(judgement, CheckCode.PEER_HANDLED).observed().contains("dead-mesh"));
        assertEquals(List.of(Meshes.ARO), List.copyOf(judgement.restartAdvice()));
    }

    @Test
    @DisplayName("a restart just made is given its time before another one is advised")
    void givesARestartTime() {
        pair.at(400).aro.podsSince(395, "aro-0").status();

        assertCause(Reason.NOT_HANDLED, pair.judged());
        assertTrue(pair.judged().restartAdvice().isEmpty());
    }

    @Test
    @DisplayName("no running istiod is said as such, whatever the status still shows")
    void seesIstiodDown() {
        pair.aro.pods();

        assertCause(Reason.ISTIOD_DOWN, pair.judged());
    }

    @Test
    @DisplayName("entries of pods that no longer run do not count as handled")
    void ignoresDeadPods() {
        pair.aro.pods("aro-1");

        assertCause(Reason.NOT_HANDLED, pair.judged());
    }

    @Test
    @DisplayName("a view of something else than the other side is refused")
    void refusesAForeignView() {
        DirectionJudge judge = new DirectionJudge(DirectionJudge.DEFAULT_SYNC_PERIOD);

        assertThrows(
                IllegalArgumentException.class, () -> judge.judge(pair.aroView(), pair.aroView()));
    }
}
