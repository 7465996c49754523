package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.ServiceName;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.MergedServices;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.Federations;
import io.meshfed.testing.Run;
import io.meshfed.testing.StepHarness;
import io.meshfed.traffic.LocalService;
import io.meshfed.traffic.PatternWish;
import io.meshfed.traffic.TrafficPattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whoever routes one of them may hold another federation file than who routes the other. */
@DisplayName("of the imports that services share, one that is routed")
class SharedImportsTest extends AroRosaTest {

    private static final Duration SYNC = Duration.ofSeconds(60);
    private static final String FAILOVER = "failover:rosa-prod-mesh@us-east";
    private static final String INFO = "prod-member/kube-info=stg-member/kube-info";
    private static final String NEWS = "prod-member/kube-news=stg-member/kube-news";

    private final Federation newer =
            Federations.read(
                    Federations.ARO_ROSA
                            + "- { from: rosa-prod-mesh, service: kube-news, namespace: prod-member }"
                                    .indent(6));
    private Federation file = newer;

    @Override
    protected StepHarness harness() {
        return harness(file);
    }

    @BeforeEach
    void federateBoth() {
        offer("aro", "stg-member");
        offer("rosa", "prod-member");
        federateMeshes();
    }

    private void offer(String cluster, String namespace) {
        clusters.raw(cluster)
                .put(
                        new ObjectRef(ResourceTypes.SERVICE, namespace, "kube-news"),
                        Map.of(
                                "spec",
                                Map.of("ports", List.of(Map.of("name", "http", "port", 80)))));
    }

    @Test
    @DisplayName("goes home, and leaves those that its file does not know yet where they are")
    void olderFile() {
        List<Object> before = rules();
        route("kube-info", FAILOVER).requireOk();
        file = federation;

        route("kube-info", "none").requireOk();

        assertEquals(before, rules());
        assertEquals("", merged());
        assertEquals(List.of(), route("kube-info", "none").requireOk().writes());
    }

    @Test
    @DisplayName("goes home, and leaves failovers of services that its file does not know")
    void olderFileBesideFailover() {
        route("kube-news", FAILOVER).requireOk();
        List<Object> before = rules();
        route("kube-info", FAILOVER).requireOk();
        assertEquals(INFO + "," + NEWS, merged());
        file = federation;

        route("kube-info", "none").requireOk();

        assertEquals(NEWS, merged());
        assertEquals(before, rules());
    }

    @Test
    @DisplayName("goes home, and brings none that its file knows and nobody has federated")
    void newerFile() {
        file = federation;
        harness()
                .hooked(istiods())
                .run(List.of(new ExportServicesStep(), new ImportServicesStep()))
                .requireOk();
        List<Object> before = rules();
        route("kube-info", FAILOVER).requireOk();
        file = newer;

        route("kube-info", "none").requireOk();

        assertEquals(before, rules());
    }

    @Test
    @DisplayName("goes home when its file imports it no more")
    void noLongerImported() {
        route("kube-news", FAILOVER).requireOk();
        file = federation;

        route("kube-news", "none").requireOk();

        assertEquals("", merged());
        assertEquals(Set.of("kube-info"), Federations.services(imports()));
    }

    @Test
    @DisplayName("is put where the failovers of others have put the peer, and never where it is")
    void onePlace() {
        route("kube-news", FAILOVER).requireOk();
        String placed = region();
        rosa().put(
                        new ObjectRef(ResourceTypes.NODE, "", "elsewhere"),
                        Map.of(
                                "metadata",
                                Map.of(
                                        "labels",
                                        Map.of("topology.kubernetes.io/region", "eu-north"))));
        route("kube-info", FAILOVER).requireOk();
        assertEquals(placed, region());
        assertTrue(rule("kube-info").contains("to=" + placed), rule("kube-info"));
        route("kube-info", "none").requireOk();

        FederationException refused =
                route("kube-info", "failover:rosa-prod-mesh@" + placed).refusal(ErrorClass.PRECOND);

        assertTrue(refused.getMessage().contains("failover of another"), refused::getMessage);
        assertTrue(refused.remedy().contains("--region"), refused::remedy);
        assertEquals(NEWS, merged());
    }

    @Test
    @DisplayName("takes the region of its own failover along when it is told another one")
    void otherRegion() {
        route("kube-news", FAILOVER).requireOk();
        String first = region();

        route("kube-news", "failover:rosa-prod-mesh@" + first).requireOk();

        assertTrue(rule("kube-news").contains("to=" + region()), rule("kube-news"));
        assertNotEquals(first, region());
    }

    @Test
    @DisplayName("goes home also when somebody else has put a label of ours back")
    void labelled() {
        route("kube-info", FAILOVER).requireOk();
        ObjectRef set = FederationObjects.imports(aroKnowsRosa);
        Map<String, Object> none = new TreeMap<>();
        none.put(Ownership.MANAGED_BY, null);
        aro().merge(set, Map.of("metadata", Map.of("labels", none)));
        String ours = Ownership.labels("aro-rosa").get(Ownership.MANAGED_BY);
        aro().merge(set, Map.of("metadata", Map.of("labels", Map.of(Ownership.MANAGED_BY, ours))));

        route("kube-info", "none").requireOk();

        assertEquals("", merged());
    }

    @Test
    @DisplayName("stays in a failover whose peer its file does not know")
    void unknownPeer() {
        route("kube-info", FAILOVER).requireOk();
        file = changed("rosa-prod-mesh", "rosa-next-mesh");

        FederationException refused = route("kube-info", "none").refusal(ErrorClass.PRECOND);

        assertTrue(refused.getMessage().contains("'rosa-prod-mesh', which is no peer"));
        assertEquals(INFO, merged());
    }

    private Run route(String service, String pattern) {
        return harness()
                .hooked(istiods())
                .run(
                        Pipelines.alone(
                                new RouteTrafficStep(
                                        ARO_MESH,
                                        "stg-member/" + service,
                                        PatternWish.of(TrafficPattern.parse(pattern).orElseThrow()),
                                        Set.of(service + ".example"),
                                        SYNC)));
    }

    private ClusterObject imports() {
        return aro().get(FederationObjects.imports(aroKnowsRosa));
    }

    private String merged() {
        return imports().annotation(MergedServices.MERGED).orElse("");
    }

    private String rule(String service) {
        return aro().get(LocalService.destinationRule(new ServiceName("stg-member", service)))
                .object("spec")
                .toString();
    }

    private String region() {
        return imports().value("spec", "locality", "region").map(String::valueOf).orElse("");
    }

    private List<Object> rules() {
        return List.copyOf(imports().objects("spec", "importRules"));
    }
}
