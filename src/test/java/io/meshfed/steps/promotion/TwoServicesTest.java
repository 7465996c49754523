package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.Position;
import io.meshfed.promotion.Promotion;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.Release;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.RouteTrafficStep;
import io.meshfed.testing.Federations;
import io.meshfed.testing.Run;
import io.meshfed.testing.RunHook;
import io.meshfed.testing.SaidProgress;
import io.meshfed.testing.StepHarness;
import io.meshfed.traffic.LocalService;
import io.meshfed.traffic.PatternWish;
import io.meshfed.traffic.Routing;
import io.meshfed.traffic.TrafficPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Both are on their way from the same staging mesh, by exports and imports that they share. */
@DisplayName("promotions of two services")
class TwoServicesTest extends PromoteBed {

    private static final ServiceName NEWS = new ServiceName("prod-member", "kube-news");
    private static final ObjectRef NEWS_INSTALLED =
            new ObjectRef(ResourceTypes.DEPLOYMENT, "prod-member", "kube-news-v2");
    private static final int FIRST_STEP = 0;

    /** Staging offers production nothing yet. */
    private static final Federation BEFORE =
            Federations.read(
                    Federations.ARO_ROSA.replaceFirst("(?m)^ +- . from: aro-stg-mesh, .*\\R", ""));

    private static final Federation BOTH =
            Federations.read(
                    Federations.ARO_ROSA
                            + "- { from: aro-stg-mesh, service: kube-news, namespace: stg-member }"
                                    .indent(6));

    private Federation file = BEFORE;

    @Override
    protected StepHarness harness() {
        return harness(file);
    }

    @BeforeEach
    void stageTheOther() {
        for (ObjectRef ref :
                List.of(
                        LocalService.virtualService(NEWS),
                        LocalService.destinationRule(NEWS),
                        PromotionObjects.releaseSet(federation.mesh(ROSA_MESH).orElseThrow(), NEWS),
                        NEWS_INSTALLED)) {
            rosa().delete(ref);
        }
        put(
                aro(),
                new ObjectRef(ResourceTypes.SERVICE, "stg-member", "kube-news"),
                service("kube-news"));
        put(
                rosa(),
                new ObjectRef(ResourceTypes.SERVICE, "prod-member", "kube-news"),
                service("kube-news"));
        put(aro(), new ObjectRef(ResourceTypes.DEPLOYMENT, "stg-member", "kube-news-v2"), news());
        rosa().put(
                        new ObjectRef(ResourceTypes.VIRTUAL_SERVICE, "prod-member", "kube-news"),
                        Map.of("spec", users("kube-news")));
        write("news/v2.yaml", manifest("v2", "kube-news").replace("kube-info", "kube-news"));
        write("info/v2.yaml", manifest("v2", "kube-info"));
        file = BOTH;
    }

    private static Map<String, Object> service(String name) {
        return Map.of(
                "spec",
                Map.of(
                        "selector",
                        Map.of("app", name),
                        "ports",
                        List.of(Map.of("name", "http", "port", 80))));
    }

    private static Map<String, Object> news() {
        Map<String, Object> labels = Map.of("app", "kube-news", "version", "v2");
        return Map.of(
                "spec",
                Map.of(
                        "selector",
                        Map.of("matchLabels", labels),
                        "template",
                        Map.of(
                                "metadata",
                                Map.of("labels", labels),
                                "spec",
                                Map.of(
                                        "containers",
                                        List.of(Map.of("name", "kube-news", "image", IMAGE))))));
    }

    @Override
    Promotion promotion() {
        return of(SERVICE, Finish.INSTALL);
    }

    private Promotion of(ServiceName service, Finish how) {
        return new Promotion(
                service.name() + "-v2",
                ARO_MESH,
                ROSA_MESH,
                service,
                new Release(
                        "v2",
                        new TreeMap<>(Map.of(service.name(), IMAGE)),
                        "release/" + service.name().replace("kube-", "")),
                super.promotion().ramp(),
                how,
                gates,
                true);
    }

    private String digest(Promotion promotion) {
        return doing(
                context ->
                        StandingPlan.now(
                                        new PromotionScene(
                                                context, promotion, files(context, promotion)))
                                .digest(""));
    }

    private List<Step> promoted(Promotion promotion, int pauseAfter) {
        return promote(
                promotion,
                wishes(digest(promotion), "", pauseAfter, true),
                terms(promotion.name()));
    }

    private List<Step> back(ServiceName service) {
        return Pipelines.alone(
                new RollBackStep(
                        ROSA_MESH,
                        service,
                        new RollBackStep.Objects(),
                        Duration.ZERO,
                        terms("back")));
    }

    private PromotionRecord record(ServiceName service) {
        ClusterObject stored =
                rosa().get(
                                PromotionObjects.record(
                                        federation.mesh(ROSA_MESH).orElseThrow(), service));
        return PromotionRecord.read(stored.object("data"));
    }

    private Phase phase(ServiceName service) {
        return record(service).state().phase();
    }

    private String pattern(ServiceName service) {
        return rosa().find(LocalService.virtualService(service))
                .flatMap(Routing::patternOf)
                .map(TrafficPattern::toString)
                .orElse("none");
    }

    /** Names of the services that production takes from staging. */
    private Set<String> imported() {
        Set<String> names = new TreeSet<>();
        rosa().get(FederationObjects.imports(rosaKnowsAro))
                .objects("spec", "importRules")
                .forEach(rule -> names.add(name(rule)));
        return names;
    }

    private Set<String> exported() {
        Set<String> names = new TreeSet<>();
        aro().get(FederationObjects.exports(aroKnowsRosa))
                .objects("spec", "exportRules")
                .forEach(rule -> names.add(name(rule)));
        return names;
    }

    private static String name(Map<String, Object> rule) {
        return String.valueOf(((Map<?, ?>) rule.get("nameSelector")).get("name"));
    }

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
        run(back(SERVICE)).requireOk();
        run(back(NEWS)).requireOk();
        assertFalse(rosa().has(INSTALLED) || rosa().has(NEWS_INSTALLED));
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
