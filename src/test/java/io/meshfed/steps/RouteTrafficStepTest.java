package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.MergedServices;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.Run;
import io.meshfed.testing.ServerKind;
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

/** Routing on API servers, beside istiods that need no time. */
class RouteTrafficStepTest extends AroRosaTest {

    private static final Duration SYNC = Duration.ofSeconds(60);
    private static final ServiceName SERVICE = new ServiceName("stg-member", "kube-info");
    private static final ObjectRef OURS = LocalService.virtualService(SERVICE);
    private static final ObjectRef RULE = LocalService.destinationRule(SERVICE);
    private static final ObjectRef USERS =
            new ObjectRef(ResourceTypes.VIRTUAL_SERVICE, "stg-member", "kube-info");
    private static final String EVEN = "balance:aro-stg-mesh=50,rosa-prod-mesh=50";
    private static final String FAILOVER = "failover:rosa-prod-mesh@us-east";

    @BeforeEach
    void visit() {
        aro().delete(OURS);
        aro().delete(RULE);
        aro().put(
                        USERS,
                        Map.of(
                                "spec",
                                Map.of(
                                        "hosts",
                                        List.of("*"),
                                        "gateways",
                                        List.of("kube-info-gateway"),
                                        "http",
                                        List.of(
                                                Map.of(
                                                        "route",
                                                        List.of(
                                                                Map.of(
                                                                        "destination",
                                                                        Map.of(
                                                                                "host",
                                                                                "kube-info"))))))));
    }

    @Test
    @DisplayName("a balance is applied once, told, and put back by its own text; users' own stays")
    void balance() {
        federateMeshes();
        String users = aro().get(USERS).resourceVersion();

        Run first = federated().runTwice(Pipelines.alone(route(EVEN)));

        assertEquals("none", first.last().results().get("previous-pattern"));
        assertEquals(EVEN, first.last().results().get("pattern"));
        assertTrue(
                spec().contains("kube-info.prod-member.svc.rosa-prod-mesh-imports.local"), spec());
        assertFalse(aro().has(RULE));
        Run again = federated().run(Pipelines.alone(route("none"))).requireOk();
        assertEquals(EVEN, again.last().results().get("previous-pattern"));
        assertFalse(aro().has(OURS));
        assertEquals(users, aro().get(USERS).resourceVersion());
    }

    @Test
    @DisplayName(
            "what a failover merged stays merged when the import sets are applied from the file")
    void merged() {
        federateMeshes();
        federated().runTwice(Pipelines.alone(route(FAILOVER)));

        assertTrue(aro().has(RULE));
        assertEquals(
                "prod-member/kube-info=stg-member/kube-info",
                imports().annotation(MergedServices.MERGED).orElseThrow());
        assertEquals(List.of(), federated().run(new ImportServicesStep()).requireOk().writes());
        Run looked =
                federated()
                        .run(new VerifyFederationStep(1, Duration.ofMillis(20), SYNC, false))
                        .requireOk();
        assertEquals("2", looked.last().results().get("verified"));

        federated().run(Pipelines.alone(route("none"))).requireOk();
        assertTrue(imports().annotation(MergedServices.MERGED).isEmpty());
        // A real API server of that age cannot take the last field of an object out.
        assertEquals(
                kind == ServerKind.SANDBOX, imports().annotation(MergedServices.REGION).isEmpty());
        assertFalse(aro().has(RULE));
        assertEquals(List.of(), federated().run(new ImportServicesStep()).requireOk().writes());
        assertEquals(
                List.of(), federated().run(Pipelines.alone(route("none"))).requireOk().writes());
    }

    @Test
    @DisplayName("nothing is routed to a peer that is not connected, and the cure is said")
    void notConnected() {
        for (String pattern : List.of(EVEN, FAILOVER, "mirror:rosa-prod-mesh=10")) {
            FederationException refusal =
                    harness().run(Pipelines.alone(route(pattern))).refusal(ErrorClass.PRECOND);
            assertTrue(refusal.getMessage().startsWith("no requests are sent over"), pattern);
            assertTrue(refusal.remedy().contains("meshfed federate --peering"), pattern);
        }
    }

    @Test
    @DisplayName(
            "nothing is routed to a service that the peer does not offer, or with several ports")
    void notOffered() {
        federateMeshes();
        ObjectRef other = new ObjectRef(ResourceTypes.SERVICE, "stg-member", "other");
        aro().put(other, Map.of("spec", Map.of("ports", List.of(Map.of("port", 80)))));
        FederationException missing =
                federated()
                        .run(Pipelines.alone(route("stg-member/other", EVEN)))
                        .refusal(ErrorClass.PRECOND);
        assertTrue(missing.getMessage().contains("imports no service called 'other'"));

        ObjectRef remote = new ObjectRef(ResourceTypes.SERVICE, "prod-member", "kube-info");
        rosa().merge(
                        remote,
                        Map.of(
                                "spec",
                                Map.of(
                                        "ports",
                                        List.of(
                                                Map.of("name", "http", "port", 80),
                                                Map.of("name", "more", "port", 81)))));
        FederationException ports =
                federated().run(Pipelines.alone(route(EVEN))).refusal(ErrorClass.PRECOND);
        assertTrue(ports.getMessage().contains("the ports [80, 81]"), ports::getMessage);
    }

    @Test
    @DisplayName("an open peer is the only one that offers the service; with none it is refused")
    void openPeer() {
        PatternWish open = new PatternWish(TrafficPattern.Kind.MIRROR, new TreeMap<>(), "", 10, "");
        harness().run(Pipelines.alone(route(SERVICE.toString(), open))).refusal(ErrorClass.PRECOND);
        federateMeshes();

        Run run = federated().run(Pipelines.alone(route(SERVICE.toString(), open))).requireOk();

        assertEquals("mirror:rosa-prod-mesh=10", run.last().results().get("pattern"));
    }

    @Test
    @DisplayName(
            "C4: a VirtualService of that name that is not ours is left alone, and its maker named")
    void foreign() {
        federateMeshes();
        aro().put(OURS, Map.of("spec", Map.of("hosts", List.of("somebody.example"))));

        FederationException conflict =
                federated().run(Pipelines.alone(route(EVEN))).refusal(ErrorClass.CONFLICT);

        assertTrue(conflict.getMessage().contains("was created by 'kubectl-edit'"));
    }

    @Test
    @DisplayName(
            "H12: a route that somebody edited is a CONFLICT with manager and field, and stays")
    void edited() {
        federateMeshes();
        federated().run(Pipelines.alone(route(EVEN))).requireOk();
        ClusterObject edited = aro().merge(OURS, Map.of("spec", Map.of("http", List.of())));

        FederationException conflict =
                federated().run(Pipelines.alone(route(EVEN))).failure(ErrorClass.CONFLICT);

        assertTrue(conflict.getMessage().contains(".spec.http is owned by 'kubectl-edit'"));
        assertEquals(edited.resourceVersion(), aro().get(OURS).resourceVersion());
        federated().takingBackFrom("kubectl-edit").run(Pipelines.alone(route(EVEN))).requireOk();
    }

    @Test
    @DisplayName("a rehearsal says what would change, stores nothing and waits for nothing")
    void rehearsed() {
        federateMeshes();

        Run run = federated().dryRun().run(Pipelines.alone(route(FAILOVER))).requireOk();

        assertEquals(3, run.last().changed());
        assertFalse(aro().has(OURS) || aro().has(RULE));
        assertTrue(imports().annotation(MergedServices.MERGED).isEmpty());
    }

    @Test
    @DisplayName(
            "H12: weights that do not fit are told, and a region that no node tells is asked for")
    void wrongWishes() {
        federateMeshes();
        FederationException region =
                federated()
                        .run(Pipelines.alone(route("failover:rosa-prod-mesh")))
                        .refusal(ErrorClass.PRECOND);
        assertTrue(region.remedy().contains("--region"), region::remedy);

        PatternWish wish =
                new PatternWish(
                        TrafficPattern.Kind.BALANCE,
                        new TreeMap<>(Map.of("aro-stg-mesh", 50, "nowhere", 40)),
                        "",
                        100,
                        "");
        FederationException weights =
                federated()
                        .run(Pipelines.alone(route(SERVICE.toString(), wish)))
                        .refusal(ErrorClass.INPUT);
        assertTrue(weights.getMessage().contains("'nowhere' is no peer"), weights::getMessage);
        assertTrue(weights.details().toString().contains("add up to 90"));
    }

    private StepHarness federated() {
        return harness().hooked(istiods());
    }

    private ClusterObject imports() {
        return aro().get(FederationObjects.imports(aroKnowsRosa));
    }

    private String spec() {
        return aro().get(OURS).object("spec").toString();
    }

    private static Step route(String pattern) {
        return route(SERVICE.toString(), pattern);
    }

    private static Step route(String service, String pattern) {
        return route(service, PatternWish.of(TrafficPattern.parse(pattern).orElseThrow()));
    }

    private static Step route(String service, PatternWish wish) {
        return new RouteTrafficStep(ARO_MESH, service, wish, Set.of("info.example"), SYNC);
    }
}
