package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Promotion;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.testing.Run;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the plan of a promotion that pauses after it routed requests")
class StandingPlanTest extends PromoteBed {

    private String approved;

    @BeforeEach
    void pause() {
        approved = digest();
        assertVerdict("paused", run(promote(wishes(approved, "", 0, false))).requireOk());
        assertEquals("mirror:aro-stg-mesh=100", pattern());
    }

    private List<Step> plan(Promotion promotion) {
        return Pipelines.reading(
                new PlanPromotionStep(
                        promotion, folder.resolve("promotion.yaml"), System.getenv("PATH"), ""));
    }

    @Test
    @DisplayName("is the one that was approved, is told as such, and leads to its end")
    void goesOn() {
        assertNotEquals(approved, digest(), "made anew it is another");

        Run planned = run(plan(promotion())).requireOk();

        Map<String, String> told = planned.last().results();
        assertEquals(approved, told.get("plan-digest"));
        assertEquals("planned", told.get("outcome"));
        assertTrue(told.get("summary").endsWith(", under way, in phase ROUTING"), told::toString);
        assertVerdict(
                "promoted", run(promote(wishes(told.get("plan-digest"), "", 0, true))).requireOk());
    }

    @Test
    @DisplayName("is a CONFLICT with what somebody changed meanwhile")
    void moved() {
        rosa().merge(OURS, Map.of("spec", Map.of("hosts", List.of("elsewhere.example"))));

        FederationException moved = run(plan(promotion())).refusal(ErrorClass.CONFLICT);

        assertTrue(moved.getMessage().contains("not as they were planned for"), moved::getMessage);
    }

    @Test
    @DisplayName("is none for another release, which has to wait")
    void anotherRelease() {
        FederationException other =
                run(plan(promotion("v3", "release", Finish.INSTALL))).refusal(ErrorClass.CONFLICT);

        assertTrue(
                other.getMessage()
                        .contains("another release of prod-member/kube-info is under way"),
                other::getMessage);
    }

    @Test
    @DisplayName("is none while it is taken back")
    void takenBack() {
        rosa().merge(OURS, Map.of("metadata", Map.of("finalizers", List.of("example.com/stays"))));
        run(rollBack());
        assertTrue(record().state().phase().back(), () -> record().state().toString());

        FederationException back = run(plan(promotion())).refusal(ErrorClass.CONFLICT);

        assertTrue(back.getMessage().contains("is being taken back"), back::getMessage);
    }
}
