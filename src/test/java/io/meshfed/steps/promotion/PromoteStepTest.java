package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.promotion.Ending;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Halt;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.Position;
import io.meshfed.promotion.Promotion;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.steps.RouteTrafficStep;
import io.meshfed.testing.Run;
import io.meshfed.traffic.PatternWish;
import io.meshfed.traffic.TrafficPattern;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a promotion")
class PromoteStepTest extends PromoteBed {

    @Test
    @DisplayName(
            "installs a release that does well and leads the route home; a rerun writes nothing")
    void good() {
        String digest = digest();

        Run run = run(promote(digest)).requireOk();

        assertVerdict("promoted", run);
        assertEquals(digest, run.last().results().get("PLAN_DIGEST"));
        assertEquals(IMAGE, run.last().results().get("IMAGES"));
        assertTrue(rosa().has(INSTALLED));
        assertEquals("none", pattern());
        assertEquals(Ending.PROMOTED, record().state().ending());
        assertEquals("jane", record().history().get(0).approver());
        // The release where it runs, both steps, and the outcome.
        assertEquals(4, record().evidence().size());
        Run again = run(promote(digest)).requireOk();
        assertVerdict("unchanged", again);
        assertEquals("", again.last().results().get("IMAGES"));
        assertEquals(List.of(), again.writes());
    }

    @Test
    @DisplayName("that is to be served from staging ends with all requests led there")
    void served() {
        finish = Finish.SERVE_FROM_STAGING;

        Run run = run(promote(digest())).requireOk();

        assertVerdict("promoted", run);
        assertEquals("balance:aro-stg-mesh=100,rosa-prod-mesh=0", pattern());
        assertFalse(rosa().has(INSTALLED));
    }

    @Test
    @DisplayName(
            "H3: a gate that says no has all taken back, byte for byte, and the release refused")
    void gateSaysNo() {
        List<String> before = state();
        production = () -> pattern().contains("=25") ? 500 : 200;
        String digest = digest();

        Run run = run(promote(digest));

        FederationException no = run.failure(ErrorClass.GATE_FAIL);
        assertTrue(
                no.getMessage().startsWith("gate 1 probe says no at 'step 2'")
                        && no.getMessage().endsWith("everything is as it was found"),
                no::getMessage);
        assertVerdict("failed", run);
        assertEquals("", run.last().results().get("IMAGES"));
        assertEquals(before, state());
        assertEquals(Ending.FAILED, record().state().ending());

        production = () -> 200;
        FederationException again = run(promote(digest)).failure(ErrorClass.CONFLICT);
        assertTrue(again.remedy().contains("--override REASON"), again::remedy);
        run(promote(wishes(digest, "a test was wrong", -1, false))).requireOk();
        assertEquals("a test was wrong", record().history().get(0).override());
    }

    @Test
    @DisplayName(
            "H1: a gate that nobody can ask pauses it before anything is widened; the next run goes on")
    void gateCannotSay() {
        List<String> before = state();
        reachable = false;
        String digest = digest();

        Run run = run(promote(digest));

        FederationException unknown = run.failure(ErrorClass.GATE_UNKNOWN);
        assertTrue(
                unknown.getMessage().startsWith("paused in phase GATING: gate 1 probe"),
                unknown::getMessage);
        assertVerdict("paused", run);
        assertEquals(before, state());
        reachable = true;
        assertVerdict("promoted", run(promote(digest)).requireOk());
    }

    @Test
    @DisplayName(
            "H6: is approved before, by the digest of exactly this plan, or nothing is written")
    void approval() {
        FederationException none = run(promote("")).refusal(ErrorClass.INPUT);
        assertTrue(none.remedy().contains("meshfed plan-promotion"), none::remedy);

        String digest = digest();
        run(promote(
                        new Wishes(
                                Wishes.NOBODY,
                                digest,
                                "",
                                Position.NO_PAUSE,
                                false,
                                wishes(digest).patience())))
                .refusal(ErrorClass.INPUT);
        run(List.of(
                        new RouteTrafficStep(
                                ROSA_MESH,
                                SERVICE.toString(),
                                PatternWish.of(TrafficPattern.STANDARD),
                                Set.of(),
                                SYNC)))
                .requireOk();
        FederationException stale = run(promote(digest)).refusal(ErrorClass.CONFLICT);
        assertTrue(stale.getMessage().startsWith("stale plan"), stale::getMessage);
    }

    @Test
    @DisplayName("pauses after a step when that is wished, and goes on when it is resumed")
    void pauses() {
        String digest = digest();

        assertVerdict("paused", run(promote(wishes(digest, "", 0, false))).requireOk());

        assertEquals("mirror:aro-stg-mesh=100", pattern());
        assertEquals(Halt.REQUESTED, record().state().position().halt());
        run(promote(digest)).requireOk();
        assertEquals("mirror:aro-stg-mesh=100", pattern());

        assertVerdict("promoted", run(promote(wishes(digest, "", 0, true))).requireOk());
    }

    @Test
    @DisplayName(
            "is taken back from its end, also from a machine that has only the federation file")
    void takenBack() {
        List<String> before = state();
        run(promote(digest())).requireOk();

        Run back = run(rollBackFromAfar()).requireOk();

        assertVerdict("rolled-back", back);
        assertFalse(back.last().results().containsKey("IMAGES"));
        assertEquals(before, state());
        assertVerdict("unchanged", run(rollBack()).requireOk());
    }

    @Test
    @DisplayName("is taken back from its middle by another process, and is not turned round then")
    void takenBackFromTheMiddle() {
        List<String> before = state();
        String digest = digest();
        run(promote(wishes(digest, "", 1, false))).requireOk();
        assertEquals("balance:aro-stg-mesh=25,rosa-prod-mesh=75", pattern());

        assertVerdict("rolled-back", run(rollBack()).requireOk());

        assertEquals(before, state());
        assertEquals(Phase.AS_FOUND, record().state().phase());
        assertEquals(Ending.TAKEN_BACK, record().state().ending());
    }

    @Test
    @DisplayName(
            "that wrote nothing leaves nothing to take back, and the one before it is not called gone")
    void nothingWritten() {
        run(promote(digest())).requireOk();
        List<String> promoted = state();
        Promotion next = promotion("kube-info-v2-again");
        write("v2.yaml", manifest("v2", "kube-info").replace("replicas: 1", "replicas: 2"));
        staging = () -> 500;
        String plan =
                doing(
                        context ->
                                new PromotionScene(context, next, files(context, next))
                                        .plan()
                                        .digest());
        run(promote(next, wishes(plan), terms())).failure(ErrorClass.GATE_FAIL);

        FederationException no = run(rollBackFromAfar()).refusal(ErrorClass.CONFLICT);

        assertTrue(
                no.getMessage()
                        .contains("'kube-info-v2' of version 'v2', which was promoted before"),
                no::getMessage);
        assertEquals(promoted, state());
        assertEquals("kube-info-v2", record().standing().orElseThrow().promotion());
    }

    @Test
    @DisplayName("remembers who approved it, also where its file asks for no approval")
    void approvedUnasked() {
        Promotion asked = promotion();
        Promotion free =
                new Promotion(
                        asked.name(),
                        asked.from(),
                        asked.to(),
                        asked.service(),
                        asked.release(),
                        asked.ramp(),
                        asked.finish(),
                        asked.gates(),
                        false);

        run(promote(free, wishes(digest(), "", 0, false), terms())).requireOk();

        assertEquals("jane", record().state().attempt().approver());
        assertVerdict("promoted", run(promote(free, wishes("", "", 0, true), terms())).requireOk());
        assertEquals("jane", record().history().get(0).approver());
    }
}
