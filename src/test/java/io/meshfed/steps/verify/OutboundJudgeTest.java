package io.meshfed.steps.verify;

import static io.meshfed.steps.verify.Pair.assertCause;
import static io.meshfed.steps.verify.Pair.check;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.CheckCode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Why a watch is down, each cause by its own text. */
class OutboundJudgeTest {

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
}
