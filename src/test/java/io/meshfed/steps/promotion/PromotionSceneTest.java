package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ObjectRef;
import io.meshfed.promotion.PlannedChange;
import io.meshfed.promotion.PromotionPlan;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.RouteTrafficStep;
import io.meshfed.traffic.PatternWish;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a promotion would do, said before it does, and while it does. */
class PromotionSceneTest extends PlanBed {

    @Test
    @DisplayName(
            "the plan has each route of the ramp, what is installed and the way home, in order")
    void plan() {
        PromotionPlan plan = doing(context -> scene(context).plan().plan());

        assertEquals(Set.of("rosa"), plan.changes().keySet(), "federate had done the rest");
        List<String> told =
                plan.changes().get("rosa").stream()
                        .map(
                                each ->
                                        each.phase()
                                                + " "
                                                + each.step()
                                                + " "
                                                + each.verb()
                                                + " "
                                                + each.object())
                        .toList();
        String inventory = "ConfigMap default/meshfed-release-rosa-prod-mesh-prod-member.kube-info";
        assertEquals(
                List.of(
                        "ROUTING 0 CREATE VirtualService prod-member/meshfed-kube-info",
                        "ROUTING 1 UPDATE VirtualService prod-member/meshfed-kube-info",
                        "INSTALLING 0 CREATE " + inventory,
                        "INSTALLING 0 CREATE Deployment prod-member/kube-info-v2",
                        "INSTALLING 0 CREATE ConfigMap prod-member/kube-info-answer",
                        "HOMING 0 DELETE VirtualService prod-member/meshfed-kube-info"),
                told);
        PlannedChange deployment = plan.changes().get("rosa").get(3);
        assertEquals(
                "\"" + IMAGE + "\"",
                deployment
                        .fields()
                        .get("spec.template.spec.containers[name=kube-info].image")
                        .after());
        assertTrue(plan.facts().get("images in staging").contains(DIGEST));
    }

    @Test
    @DisplayName("the digest is the same at every point of a promotion, also of a resumed one")
    void resumed() {
        Snapshot snapshot = doing(context -> scene(context).plan().snapshot());
        assertEquals(snapshot.plan(), doing(context -> scene(context).plan().digest()));

        for (int step = 0; step < promotion().ramp().size(); step++) {
            route(PatternWish.of(Patterns.ofStep(promotion(), step)));
            requireSame(snapshot, "step " + step);
        }
        doing(
                context -> {
                    set(context).apply(files(context, promotion()).drafts());
                    return "";
                });
        requireSame(snapshot, "installed");
        route(PatternWish.of(Patterns.home(snapshot.pattern(rosaKnowsAro.local(), OURS))));
        requireSame(snapshot, "home");
    }

    private void requireSame(Snapshot snapshot, String where) {
        Planned planned = doing(context -> scene(context).plan(snapshot));
        assertEquals(List.of(), planned.moved(), where);
        assertEquals(snapshot.plan(), planned.digest(), where);
    }

    @Test
    @DisplayName("what somebody else changed meanwhile is told by object and field")
    void moved() {
        Snapshot snapshot = doing(context -> scene(context).plan().snapshot());
        route(PatternWish.of(Patterns.ofStep(promotion(), 1)));
        rosa().merge(OURS, Map.of("spec", Map.of("hosts", List.of("other.example"))));
        rosa().put(
                        new ObjectRef(ResourceTypes.CONFIG_MAP, "prod-member", "kube-info-answer"),
                        Map.of("data", Map.of("info.json", "theirs")));

        List<String> moved = doing(context -> scene(context).plan(snapshot)).moved();

        assertEquals(2, moved.size(), moved::toString);
        assertTrue(
                moved.get(0).contains("VirtualService prod-member/meshfed-kube-info")
                        && moved.get(0).contains("spec.hosts is [\"other.example\"]"),
                moved::toString);
        assertTrue(moved.get(1).contains("ConfigMap prod-member/kube-info-answer"), moved.get(1));
    }

    @Test
    @DisplayName("another image in staging is told, and so is another port of the service there")
    void inputsMoved() {
        Snapshot snapshot = doing(context -> scene(context).plan().snapshot());
        put(aro(), STAGED, deployment("v2", IMAGE.replace("aaaa", "bbbb")));

        List<String> image = doing(context -> scene(context).plan(snapshot)).moved();

        assertTrue(
                image.toString().contains("staging does not run that release")
                        && image.toString().contains("Deployment stg-member/kube-info-v2 has"),
                image::toString);
        put(aro(), STAGED, deployment("v2", IMAGE));
        aro().merge(
                        new ObjectRef(ResourceTypes.SERVICE, "stg-member", "kube-info"),
                        Map.of(
                                "spec",
                                Map.of("ports", List.of(Map.of("name", "http", "port", 81)))));
        Planned port = doing(context -> scene(context).plan(snapshot));
        assertNotEquals(snapshot.plan(), port.digest());
        assertFalse(port.moved().isEmpty());
    }

    private void route(PatternWish wish) {
        busy().run(
                        List.of(
                                new RouteTrafficStep(
                                        ROSA_MESH,
                                        SERVICE.toString(),
                                        wish,
                                        Set.of(),
                                        Duration.ofSeconds(60))))
                .requireOk();
    }
}
