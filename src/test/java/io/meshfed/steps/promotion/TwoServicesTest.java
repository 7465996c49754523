package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.Position;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.steps.RouteTrafficStep;
import io.meshfed.testing.Run;
import io.meshfed.testing.RunHook;
import io.meshfed.testing.SaidProgress;
import io.meshfed.traffic.PatternWish;
import io.meshfed.traffic.TrafficPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Both are on their way from the same staging mesh, by exports and imports that they share. */
@DisplayName("promotions of two services")
@Order(1)
class TwoServicesTest extends TwoServicesBed {

    @Test
    @DisplayName(
            "H10: the second is refused wherever the first one is at work, and writes nothing at all")
    void atOnce() {
        List<Step> first = promoted(promotion(), Position.NO_PAUSE);
        List<Step> second = promoted(of(NEWS, Finish.INSTALL), Position.NO_PAUSE);
        List<Run> others = new ArrayList<>();
        RunHook meeting =
                new RunHook() {
                    @Override
                    public void afterWrite(String cluster, Change change) {
                        others.add(busy().run(second));
                    }
                };

        busy().hooked(controllers().then(meeting))
                .within(Duration.ofMinutes(5))
                .run(first)
                .requireOk();

        Map<Boolean, Long> held = new TreeMap<>();
        for (Run other : others) {
            FederationException refused = other.failure(ErrorClass.CONFLICT);
            boolean locked = refused.getMessage().contains("'kube-info-v2' holds");
            assertTrue(locked || refused.getMessage().contains("stale plan"), refused::getMessage);
            held.merge(locked, 1L, Long::sum);
            assertEquals(List.of(), other.changes());
        }
        System.out.printf("another promotion at each write of one, by the lock: %s%n", held);
        assertTrue(held.get(true) > 0, held::toString);
        assertTrue(others.size() > 20, held::toString);
        assertEquals(Phase.PROMOTED, phase(SERVICE));
        assertTrue(rosa().has(INSTALLED));
        assertFalse(rosa().has(NEWS_INSTALLED));
    }

    @Test
    @DisplayName("go their own ways: one goes on after the other was promoted while it paused")
    void inTurns() {
        run(promoted(promotion(), FIRST_STEP)).requireOk();
        assertEquals("mirror:aro-stg-mesh=100", pattern(SERVICE));

        run(promoted(of(NEWS, Finish.INSTALL), Position.NO_PAUSE)).requireOk();
        assertEquals("mirror:aro-stg-mesh=100", pattern(SERVICE));
        run(promoted(promotion(), Position.NO_PAUSE)).requireOk();

        assertEquals(List.of(Phase.PROMOTED, Phase.PROMOTED), List.of(phase(SERVICE), phase(NEWS)));
        assertTrue(rosa().has(INSTALLED) && rosa().has(NEWS_INSTALLED));
    }

    @Test
    @DisplayName("taken back, one leaves the other the import that its requests take, and says so")
    void underWay() {
        run(promoted(promotion(), FIRST_STEP)).requireOk();
        run(promoted(of(NEWS, Finish.INSTALL), FIRST_STEP)).requireOk();

        SaidProgress told = SaidProgress.silent();
        busy().within(Duration.ofMinutes(5)).telling(told).run(back(SERVICE)).requireOk();

        assertEquals(Phase.AS_FOUND, phase(SERVICE));
        assertEquals("none", pattern(SERVICE));
        assertEquals("mirror:aro-stg-mesh=100", pattern(NEWS));
        assertTrue(imported().contains("kube-news") && exported().contains("kube-news"));
        assertTrue(
                told.said()
                        .toString()
                        .contains(
                                "stays as it is for others: prod-member/kube-news is being promoted: 'kube-news-v2'"),
                () -> told.said().toString());
        run(promoted(of(NEWS, Finish.INSTALL), Position.NO_PAUSE)).requireOk();
        assertEquals(Phase.PROMOTED, phase(NEWS));
    }

    @Test
    @DisplayName("taken back, one leaves what staging goes on serving for the other")
    void served() {
        run(promoted(promotion(), Position.NO_PAUSE)).requireOk();
        run(promoted(of(NEWS, Finish.SERVE_FROM_STAGING), Position.NO_PAUSE)).requireOk();
        String serving = pattern(NEWS);

        run(back(SERVICE)).requireOk();

        assertEquals(serving, pattern(NEWS));
        assertTrue(imported().contains("kube-news") && exported().contains("kube-news"));
        assertFalse(rosa().has(INSTALLED));
    }

    @Test
    @DisplayName("taken back by its gates, one leaves what a pattern of another service leads to")
    void routed() {
        run(promoted(promotion(), FIRST_STEP)).requireOk();
        for (TrafficPattern wanted :
                List.of(
                        TrafficPattern.mirror(ARO_MESH, 10),
                        TrafficPattern.failover(ARO_MESH, "us-west"))) {
            run(route(wanted)).requireOk();
        }

        FederationException moved =
                run(promoted(promotion(), Position.NO_PAUSE)).failure(ErrorClass.CONFLICT);
        assertTrue(moved.getMessage().contains("stale plan"), moved::getMessage);
        run(back(SERVICE)).requireOk();

        assertEquals("none", pattern(SERVICE));
        assertTrue(pattern(NEWS).startsWith("failover:aro-stg-mesh"));
        assertTrue(imported().contains("kube-news"));
    }

    private List<Step> route(TrafficPattern wanted) {
        return Pipelines.alone(
                new RouteTrafficStep(
                        ROSA_MESH,
                        NEWS.toString(),
                        PatternWish.of(wanted),
                        Set.of("news.apps.rosa.example"),
                        SYNC));
    }

    @Test
    @DisplayName("taken back in the order of their promotions, leave everything as it was found")
    void bothBack() {
        List<String> before = state();
        run(promoted(promotion(), Position.NO_PAUSE)).requireOk();
        run(promoted(of(NEWS, Finish.INSTALL), Position.NO_PAUSE)).requireOk();

        run(back(NEWS)).requireOk();
        run(back(SERVICE)).requireOk();

        assertEquals(before, state());
        assertFalse(rosa().has(NEWS_INSTALLED));
        assertEquals("none", pattern(NEWS));
    }
}
