package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.model.ServiceName;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.Position;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.testing.Run;
import io.meshfed.testing.RunHook;
import io.meshfed.traffic.TrafficPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Both are on their way from the same staging mesh, by exports and imports that they share. */
@DisplayName("promotions of two services")
@Order(1)
class TwoServicesTest extends TwoServicesBed {

    private static final String MIRRORED = "mirror:aro-stg-mesh=100";
    private static final TrafficPattern FAILOVER = TrafficPattern.failover(ARO_MESH, "us-west");

    @Test
    @DisplayName(
            "H10: the second is refused wherever the first one is at work, writes nothing, and goes on behind it")
    void atOnce() {
        offerBoth();
        federateMeshes();
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

        Run last = others.remove(others.size() - 1);
        System.out.printf("another promotion refused at each of %d writes%n", others.size());
        assertTrue(others.size() > 20, () -> "only " + others.size());
        for (Run other : others) {
            FederationException refused = other.failure(ErrorClass.CONFLICT);
            assertTrue(refused.getMessage().contains("'kube-info-v2' holds"), refused::getMessage);
            assertEquals(List.of(), other.writes());
        }
        last.requireOk();
        assertEquals(List.of(Phase.PROMOTED, Phase.PROMOTED), List.of(phase(SERVICE), phase(NEWS)));
        assertTrue(rosa().has(INSTALLED) && rosa().has(NEWS_INSTALLED));
    }

    @Test
    @DisplayName("bring each its own export and import: what the file says of others comes first")
    void othersFirst() {
        offerBoth();

        FederationException refused =
                busy().run(step(context -> scene(context).plan())).refusal(ErrorClass.PRECOND);

        assertTrue(
                refused.getMessage().contains("more than this service: stg-member/kube-news"),
                refused::getMessage);
        assertTrue(refused.remedy().contains("meshfed federate"), refused::remedy);
    }

    @Test
    @DisplayName("go their own ways: one goes on after the other was promoted while it paused")
    void inTurns() {
        run(promoted(promotion(), FIRST_STEP)).requireOk();
        offerBoth();
        run(promoted(of(NEWS, Finish.INSTALL), Position.NO_PAUSE)).requireOk();
        assertEquals(MIRRORED, pattern(SERVICE));

        run(promoted(promotion(), Position.NO_PAUSE)).requireOk();

        assertEquals(List.of(Phase.PROMOTED, Phase.PROMOTED), List.of(phase(SERVICE), phase(NEWS)));
        assertTrue(rosa().has(INSTALLED) && rosa().has(NEWS_INSTALLED));
    }

    @Test
    @DisplayName("taken back, one leaves the export and import of the other, which goes on")
    void underWay() {
        run(promoted(promotion(), FIRST_STEP)).requireOk();
        offerBoth();
        run(promoted(of(NEWS, Finish.INSTALL), FIRST_STEP)).requireOk();

        run(back(SERVICE)).requireOk();

        assertEquals(Phase.AS_FOUND, phase(SERVICE));
        assertEquals("none", pattern(SERVICE));
        assertEquals(MIRRORED, pattern(NEWS));
        assertEquals(Set.of("kube-news"), imported());
        assertEquals(Set.of("kube-news"), exported());
        assertEquals(List.of(), run(back(SERVICE)).requireOk().writes());
    }

    @Tag("sweeps")
    @Test
    @DisplayName("taken back, one leaves what staging goes on serving for the other")
    void served() {
        run(promoted(promotion(), Position.NO_PAUSE)).requireOk();
        offerBoth();
        run(promoted(of(NEWS, Finish.SERVE_FROM_STAGING), Position.NO_PAUSE)).requireOk();
        String serving = pattern(NEWS);

        run(back(SERVICE)).requireOk();

        assertEquals(serving, pattern(NEWS));
        assertEquals(Set.of("kube-news"), imported());
        assertFalse(rosa().has(INSTALLED));
    }

    @Test
    @DisplayName(
            "taken back by its gates, one leaves the failover of a service that came meanwhile")
    void failedOver() {
        run(promoted(promotion(), FIRST_STEP)).requireOk();
        offerBoth();
        federateMeshes();
        lead(FAILOVER);

        production = () -> pattern(SERVICE).equals("none") ? 200 : 500;
        run(promoted(promotion(), Position.NO_PAUSE)).failure(ErrorClass.GATE_FAIL);

        assertEquals(Phase.AS_FOUND, phase(SERVICE));
        assertEquals(FAILOVER.toString(), pattern(NEWS));
        assertEquals(Set.of("kube-news"), imported());
        assertTrue(merged().contains("stg-member/kube-news=prod-member/kube-news"), merged());
    }

    @Tag("sweeps")
    @Test
    @DisplayName("taken back, one brings no failover of another service back that ended meanwhile")
    void failoverEnded() {
        offerBoth();
        federateMeshes();
        lead(FAILOVER);
        run(promoted(promotion(), FIRST_STEP)).requireOk();
        lead(TrafficPattern.STANDARD);

        run(back(SERVICE)).requireOk();

        assertEquals("standard", pattern(NEWS));
        assertEquals("", merged());
        assertEquals(Set.of("kube-info", "kube-news"), imported());
    }

    private String merged() {
        return rosa().get(FederationObjects.imports(rosaKnowsAro))
                .annotation("meshfed.io/merged")
                .orElse("");
    }

    @Test
    @DisplayName("taken back in the order of their promotions, leave everything as it was found")
    void firstComesFirst() {
        bothBack(List.of(SERVICE, NEWS));
    }

    @Tag("sweeps")
    @Test
    @DisplayName("taken back in the other order, leave everything as it was found")
    void lastComesFirst() {
        bothBack(List.of(NEWS, SERVICE));
    }

    private void bothBack(List<ServiceName> order) {
        List<String> before = state();
        run(promoted(promotion(), Position.NO_PAUSE)).requireOk();
        offerBoth();
        run(promoted(of(NEWS, Finish.INSTALL), Position.NO_PAUSE)).requireOk();

        order.forEach(service -> run(back(service)).requireOk());

        assertEquals(before, state());
        assertFalse(rosa().has(NEWS_INSTALLED));
        assertEquals("none", pattern(NEWS));
    }
}
