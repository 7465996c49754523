package io.meshfed.steps.promotion;

import io.meshfed.engine.Step;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.Promotion;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.Release;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.RouteTrafficStep;
import io.meshfed.testing.Federations;
import io.meshfed.testing.StepHarness;
import io.meshfed.traffic.LocalService;
import io.meshfed.traffic.PatternWish;
import io.meshfed.traffic.Routing;
import io.meshfed.traffic.TrafficPattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;

/** Two services that staging runs new versions of; production is offered neither yet. */
abstract class TwoServicesBed extends PromoteBed {

    static final ServiceName NEWS = new ServiceName("prod-member", "kube-news");
    static final ObjectRef NEWS_INSTALLED =
            new ObjectRef(ResourceTypes.DEPLOYMENT, "prod-member", "kube-news-v2");
    static final int FIRST_STEP = 0;

    /** Staging offers production nothing yet. */
    private static final Federation BEFORE =
            Federations.read(
                    Federations.ARO_ROSA.replaceFirst("(?m)^ +- . from: aro-stg-mesh, .*\\R", ""));

    static final Federation BOTH =
            Federations.read(
                    Federations.ARO_ROSA
                            + "- { from: aro-stg-mesh, service: kube-news, namespace: stg-member }"
                                    .indent(6));

    Federation file = BEFORE;

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
        put(
                aro(),
                new ObjectRef(ResourceTypes.DEPLOYMENT, "stg-member", "kube-news-v2"),
                deployment("kube-news", "v2", IMAGE));
        rosa().put(
                        new ObjectRef(ResourceTypes.VIRTUAL_SERVICE, "prod-member", "kube-news"),
                        Map.of("spec", users("kube-news")));
        write("news/v2.yaml", manifest("v2", "kube-news").replace("kube-info", "kube-news"));
        write("info/v2.yaml", manifest("v2", "kube-info"));
        file = Federations.read(Federations.ARO_ROSA);
    }

    /** Its file offers the other service as well. */
    void offerBoth() {
        file = BOTH;
    }

    void lead(TrafficPattern wanted) {
        run(Pipelines.alone(
                        new RouteTrafficStep(
                                ROSA_MESH,
                                NEWS.toString(),
                                PatternWish.of(wanted),
                                Set.of("news.apps.rosa.example"),
                                SYNC)))
                .requireOk();
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

    @Override
    Promotion promotion() {
        return of(SERVICE, Finish.INSTALL);
    }

    Promotion of(ServiceName service, Finish how) {
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

    List<Step> promoted(Promotion promotion, int pauseAfter) {
        return promote(
                promotion,
                wishes(digest(promotion), "", pauseAfter, true),
                terms(promotion.name()));
    }

    List<Step> back(ServiceName service) {
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

    Phase phase(ServiceName service) {
        return record(service).state().phase();
    }

    String pattern(ServiceName service) {
        return rosa().find(LocalService.virtualService(service))
                .flatMap(Routing::patternOf)
                .map(TrafficPattern::toString)
                .orElse("none");
    }

    /** What production takes from staging. */
    Set<String> imported() {
        return Federations.services(rosa().get(FederationObjects.imports(rosaKnowsAro)));
    }

    Set<String> exported() {
        return Federations.services(aro().get(FederationObjects.exports(aroKnowsRosa)));
    }
}
