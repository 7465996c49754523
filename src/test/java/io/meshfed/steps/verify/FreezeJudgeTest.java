package io.meshfed.steps.verify;

import static io.meshfed.steps.verify.Pair.check;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Mesh;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When istiod is held up, and whose restart helps. */
class FreezeJudgeTest {

    private static final String UNREACHABLE = "503 Service Unavailable";

    private final Pair pair = new Pair();

    @Test
    @DisplayName("within the first minute nothing is frozen")
    void waitsAMinute() {
        pair.at(55).aro.status(Entry.down("aro-0", 50, UNREACHABLE));

        assertEquals(CheckStatus.OK, frozen(pair.judged()).status());
    }

    @Test
    @DisplayName("corrected here after more than a minute of failure: restart this mesh's istiod")
    void advisesTheRestartHere() {
        pair.at(300).aro.roots(InjectedRoot.State.EQUAL, 120);
        pair.aro.status(Entry.down("aro-0", 290, UNREACHABLE));

        assertEquals(Reason.FROZEN.word(), frozen(pair.judged()).reason());
        assertEquals(List.of(Meshes.ARO), restarts(pair.judged()));
        assertTrue(
                frozen(pair.judged())
                        .hint()
                        .contains(
                                "oc --context aro -n aro-mesh rollout restart deploy/istiod-aro"));
    }

    @Test
    @DisplayName(
            "corrected within the first minute: no restart, it cures itself or has another cause")
    void needsNoRestartForAnEarlyRepair() {
        pair.at(300).aro.roots(InjectedRoot.State.EQUAL, 40);
        pair.aro.status(Entry.down("aro-0", 290, UNREACHABLE));

        assertEquals(Reason.FREEZES.word(), frozen(pair.judged()).reason());
        assertEquals(List.of(), restarts(pair.judged()));
    }

    @Test
    @DisplayName("a correction just made is given a minute")
    void givesACorrectionTime() {
        pair.at(300).aro.roots(InjectedRoot.State.EQUAL, 270);
        pair.aro.status(Entry.down("aro-0", 290, UNREACHABLE));

        assertEquals(CheckStatus.OK, frozen(pair.judged()).status());
    }

    @Test
    @DisplayName("while the cause is still there a restart would be in vain")
    void wantsTheCauseCorrectedFirst() {
        pair.at(300).aro.roots(InjectedRoot.State.DIFFERS, 120);
        pair.aro.status(Entry.down("aro-0", 290, UNREACHABLE));

        assertEquals(Reason.FREEZES.word(), frozen(pair.judged()).reason());
        assertEquals(List.of(), restarts(pair.judged()));
    }

    @Test
    @DisplayName("a fault on the other side cures itself here")
    void leavesAFaultOnTheOtherSide() {
        pair.at(300).aro.status(Entry.down("aro-0", 290, UNREACHABLE));
        pair.rosa.roots(InjectedRoot.State.DIFFERS, 0);

        assertEquals(Reason.CURES_ITSELF.word(), frozen(pair.judged()).reason());
        assertEquals(List.of(), restarts(pair.judged()));
    }

    @Test
    @DisplayName("when the other side was corrected too late, only that one is to be restarted")
    void restartsOnlyTheCorrectedSide() {
        pair.at(300).aro.status(Entry.down("aro-0", 290, UNREACHABLE));
        pair.rosa.roots(InjectedRoot.State.EQUAL, 120);
        pair.rosa.status(Entry.down("rosa-0", 290, UNREACHABLE));

        assertEquals(Reason.CURES_ITSELF.word(), frozen(pair.judged()).reason());
        assertEquals(List.of(), restarts(pair.judged()));
        assertEquals(List.of(Meshes.ROSA), restarts(pair.reverse()));
    }

    @Test
    @DisplayName("connected but never synced, with roots that were put right: restart")
    void advisesTheRestartOfAHungSync() {
        pair.at(300)
                .aro
                .podsSince(20, "aro-0")
                .roots(InjectedRoot.State.EQUAL, 200)
                .status(Entry.up("aro-0", 20).remote("10.0.0.1", true));

        assertEquals(Reason.FROZEN.word(), frozen(pair.judged()).reason());
        assertEquals(List.of(Meshes.ARO), restarts(pair.judged()));
    }

    @Test
    @DisplayName("after the restart the count starts again")
    void forgetsAfterARestart() {
        pair.at(300)
                .aro
                .roots(InjectedRoot.State.EQUAL, 120)
                .podsSince(280, "aro-0")
                .status(Entry.down("aro-0", 290, UNREACHABLE));

        assertEquals(CheckStatus.OK, frozen(pair.judged()).status());
    }

    @Test
    @DisplayName(
            "a working direction in a mesh with another unreachable peer is good, with a warning")
    void warnsOfOtherPeers() {
        pair.aro.otherPeer("dead-mesh", Entry.down("aro-0", 90, UNREACHABLE));

        assertTrue(pair.judged().good());
        assertEquals(CheckStatus.WARNING, frozen(pair.judged()).status());
        assertEquals("unreachable: dead-mesh", frozen(pair.judged()).observed());
    }

    @Test
    @DisplayName("another peer that is connected, young or not taken in is not called unreachable")
    void doesNotBlameOthersLightly() {
        pair.aro
                .otherPeer("well", Entry.up("aro-0", 5).synced(95))
                .otherPeer("lost", Entry.down("aro-0", 90, UNREACHABLE).synced(80))
                .otherPeer("new");

        assertEquals(CheckStatus.OK, frozen(pair.judged()).status());
    }

    private static Check frozen(Judgement judgement) {
        return check(judgement, CheckCode.NOT_FROZEN);
    }

    private static List<Mesh> restarts(Judgement judgement) {
        return List.copyOf(judgement.restartAdvice());
    }
}
