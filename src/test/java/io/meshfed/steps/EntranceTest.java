package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.probe.LoadPlan;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.InfoServer;
import io.meshfed.testing.Run;
import io.meshfed.testing.ServerKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@DisplayName("requests enter a mesh")
@Order(1)
class EntranceTest extends AroRosaTest {

    private static final String GATEWAY = "istio-ingressgateway";

    private final InfoServer server = InfoServer.of(ARO_MESH);

    @AfterEach
    void stop() {
        server.close();
    }

    /**
     * Routes are served by an API server of OpenShift's own, beside the real one of these tests.
     */
    private void route(String name, String host, String service, Map<String, Object> more) {
        assumeTrue(kind == ServerKind.SANDBOX, "a plain kube-apiserver serves no Routes");
        Map<String, Object> spec = new LinkedHashMap<>(more);
        spec.put("host", host);
        spec.put("to", Map.of("kind", "Service", "name", service, "weight", 100));
        spec.put("wildcardPolicy", "None");
        aro().put(ref(name), Map.of("spec", spec));
    }

    private static ObjectRef ref(String name) {
        return new ObjectRef(ResourceTypes.ROUTE, ARO_MESH, name);
    }

    private Run probe(Entrance entrance) {
        ProbeRequest request =
                new ProbeRequest(
                        entrance, "/info", "127.0.0.1:" + server.port(), List.of(), 200, "");
        LoadPlan plan = new LoadPlan(5, 1000, 1, Duration.ofSeconds(20));
        return harness(federation.without(mesh -> !mesh.name().equals(ARO_MESH), p -> false))
                .run(new ProbeServiceStep("stg-member/kube-info", request, plan, List.of()));
    }

    private String host(Entrance entrance) {
        probe(entrance).requireOk();
        return server.hosts().get(0);
    }

    @Test
    @DisplayName("through the Route that the operator makes, whatever others there are")
    void usual() {
        route(GATEWAY, "usual.apps.aro.test", GATEWAY, Map.of());
        route("other", "other.apps.aro.test", GATEWAY, Map.of());

        assertEquals("usual.apps.aro.test", host(new Entrance.OfMesh()));
        assertEquals(List.of(), clusters.writes());
    }

    @Test
    @DisplayName(
            "through the only other Route that leads to its gateway, not through that of something else")
    void other() {
        route("other", "other.apps.aro.test", GATEWAY, Map.of());
        route("console", "console.apps.aro.test", "kiali", Map.of());

        assertEquals("other.apps.aro.test", host(new Entrance.OfMesh()));
    }

    @Test
    @DisplayName("by one that is chosen when several lead there; until then they are named")
    void several() {
        route("one", "one.apps.aro.test", GATEWAY, Map.of());
        route("two", "two.apps.aro.test", GATEWAY, Map.of());

        FederationException which = probe(new Entrance.OfMesh()).failure(ErrorClass.INPUT);

        assertEquals(List.of(ARO_MESH + "/one", ARO_MESH + "/two"), which.details());
        assertEquals(
                "two.apps.aro.test", host(new Entrance.Through(new ServiceName(ARO_MESH, "two"))));
    }

    @Test
    @DisplayName("by its load balancer when no Route leads there")
    void balancer() {
        ObjectRef service = new ObjectRef(ResourceTypes.SERVICE, ARO_MESH, GATEWAY);
        aro().put(
                        service,
                        Map.of(
                                "spec",
                                Map.of(
                                        "type",
                                        "LoadBalancer",
                                        "ports",
                                        List.of(Map.of("name", "http2", "port", 80)))));
        aro().mergeStatus(
                        service,
                        Map.of(
                                "loadBalancer",
                                Map.of("ingress", List.of(Map.of("ip", "203.0.113.77")))));

        assertEquals("203.0.113.77", host(new Entrance.OfMesh()));
    }

    @Test
    @DisplayName("not at all where nothing leads there, and what to do is told")
    void none() {
        FederationException none = probe(new Entrance.OfMesh()).failure(ErrorClass.PRECOND);

        assertTrue(none.getMessage().contains("leads to the ingress gateway"), none::getMessage);
        probe(new Entrance.Through(new ServiceName(ARO_MESH, "missing")))
                .failure(ErrorClass.PRECOND);
        assertEquals(List.of(), server.hosts());
    }

    @Test
    @DisplayName("not through a Route that no router serves")
    void refused() {
        route(GATEWAY, "taken.apps.aro.test", GATEWAY, Map.of());
        Map<String, Object> condition =
                Map.of(
                        "type", "Admitted",
                        "status", "False",
                        "reason", "HostAlreadyClaimed",
                        "message", "another Route has the host");
        aro().mergeStatus(
                        ref(GATEWAY),
                        Map.of(
                                "ingress",
                                List.of(
                                        Map.of(
                                                "routerName",
                                                "default",
                                                "conditions",
                                                List.of(condition)))));

        FederationException refused = probe(new Entrance.OfMesh()).failure(ErrorClass.PRECOND);

        assertTrue(refused.getMessage().contains("another Route has the host"));
    }

    @Test
    @DisplayName("over TLS where the Route ends it")
    void secured() {
        route(GATEWAY, "safe.apps.aro.test", GATEWAY, Map.of("tls", Map.of("termination", "edge")));

        Run run = probe(new Entrance.OfMesh());

        // The server speaks none.
        run.failure(ErrorClass.GATE_UNKNOWN);
        Map<?, ?> probe = (Map<?, ?>) run.last().data().get("probe");
        assertEquals("https://safe.apps.aro.test/info", probe.get("url"));
    }
}
