package io.meshfed.sandbox.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.sandbox.mesh.Kinds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
        "requests go where Routes, Gateways and VirtualServices lead, when proxies know of them")
class RoutingTest {

    private final EastWest meshes = EastWest.federated();
    private final TrafficStage stage = meshes.stage;

    private String answer(String path) {
        return TrafficStage.name(stage.get(EastWest.HOST, path));
    }

    private void ours(String name, String hosts, String destination) {
        stage.apply(
                "aro",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: VirtualService
                metadata: { name: %s, namespace: east-mesh-member }
                spec:
                  hosts: [%s]
                  gateways: [kube-info-gateway, mesh]
                  http: [{ route: [{ %s }] }]
                """
                        .formatted(name, hosts, EastWest.to(destination)));
    }

    @Test
    @DisplayName("a host without a Route is the router's 503, a path that nothing fits is 404")
    void notFound() {
        assertEquals("503", TrafficStage.name(stage.get("nobody.test", "/info")));
        assertEquals("404 NR", answer("/other"));
        assertEquals("east", answer("/info"));
    }

    @Test
    @DisplayName("without a Gateway nobody listens")
    void noGateway() {
        stage.delete("aro", "Gateway", "east-mesh-member", "kube-info-gateway");
        stage.settle();

        assertEquals("503", answer("/info"));
    }

    @Test
    @DisplayName("a VirtualService for the very host goes before one for all, and not beside it")
    void exactHost() {
        ours("meshfed-kube-info", EastWest.HOST, EastWest.WEST);
        stage.settle();
        assertEquals("west", answer("/info"));
        assertEquals("west", answer("/other"));

        stage.delete("aro", "VirtualService", "east-mesh-member", "meshfed-kube-info");
        stage.settle();
        assertEquals("east", answer("/info"));
        assertEquals("404 NR", answer("/other"));
    }

    @Test
    @DisplayName("of two for one host the older goes first, and what asks for nothing goes last")
    void merged() {
        ours("a-newer", EastWest.HOST, EastWest.WEST);
        stage.settle();
        stage.apply(
                "aro",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: VirtualService
                metadata: { name: even-newer, namespace: east-mesh-member }
                spec:
                  hosts: [%s]
                  gateways: [kube-info-gateway]
                  http:
                  - match: [{ uri: { exact: /info }, headers: { who: { regex: "a.c" } } }]
                    route: [{ %s }]
                """
                        .formatted(EastWest.HOST, EastWest.to(EastWest.EAST2)));
        ours("z-newest", EastWest.HOST, EastWest.LOCAL);
        stage.settle();

        assertEquals("west", answer("/info"));
        assertEquals(
                "east2",
                TrafficStage.name(
                        stage.traffic.answer(
                                new Inbound(
                                        "GET", EastWest.HOST, "/info", "", Map.of("who", "abc")))));
    }

    @Test
    @DisplayName("a VirtualService that is bound to the mesh alone is not the gateway's")
    void meshAlone() {
        stage.apply(
                "aro",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: VirtualService
                metadata: { name: inside, namespace: east-mesh-member }
                spec: { hosts: [%s], gateways: [mesh], http: [{ route: [{ %s }] }] }
                """
                        .formatted(EastWest.HOST, EastWest.to(EastWest.WEST)));
        stage.settle();

        assertEquals("east", answer("/info"));
    }

    @Test
    @DisplayName("proxies act by a change a second after it")
    void delay() {
        meshes.split(0, EastWest.WEST, 100);
        stage.clock.advance(Duration.ofMillis(900));
        assertEquals("east", answer("/info"));

        stage.clock.advance(Duration.ofMillis(200));
        assertEquals("west", answer("/info"));
    }

    @Test
    @DisplayName("a mesh that an unreachable peer has frozen tells its proxies nothing")
    void frozen() {
        var east = stage.world.mesh("aro", "east-istio-system");
        var west = stage.world.mesh("rosa", "west-istio-system");
        east.block(west);
        stage.clock.advance(Duration.ofMinutes(2));
        meshes.split(0, EastWest.EAST2, 100);
        stage.settle();
        assertEquals("east", answer("/info"));

        east.unblock(west);
        stage.clock.advance(Duration.ofMinutes(2));
        assertEquals("east2", answer("/info"));
    }

    @Test
    @DisplayName(
            "a frozen mesh goes on sending to pods that are gone: while they drain, and then in vain")
    void frozenPods() {
        var east = stage.world.mesh("aro", "east-istio-system");
        east.block(stage.world.mesh("rosa", "west-istio-system"));
        stage.clock.advance(Duration.ofMinutes(2));
        meshes.scaleEast(0);
        stage.clock.advance(Duration.ofSeconds(4));
        assertEquals("east", answer("/info"));

        stage.clock.advance(Duration.ofSeconds(4));
        assertEquals("503 UF", answer("/info"));
    }

    @Test
    @DisplayName("an answer that takes longer than the route's timeout is 504, at that time")
    void timeout() {
        meshes.deploy("rosa", "west", "v1", "sandbox.meshfed.io/takes: 700ms");
        meshes.deploy("rosa", "west", "v2", "sandbox.meshfed.io/takes: 700ms");
        meshes.route("{ %s }".formatted(EastWest.to(EastWest.WEST)), ", timeout: 0.5s");
        stage.settle();
        assertEquals("504 UT", answer("/info"));
        assertEquals(500, stage.get(EastWest.HOST, "/info").takesMillis());

        meshes.route("{ %s }".formatted(EastWest.to(EastWest.WEST)), ", timeout: 1s");
        stage.traffic.latency("aro", "rosa", 40);
        stage.settle();
        assertEquals("west", answer("/info"));
        assertEquals(740, stage.get(EastWest.HOST, "/info").takesMillis());
    }

    @Test
    @DisplayName("errors are tried again where the route asks for it")
    void retries() {
        meshes.deploy("aro", "east", "v2", "sandbox.meshfed.io/answers: '500'");
        stage.settle();
        assertEquals(Map.of("east", 50, "500", 50), stage.answers(EastWest.HOST, 100));

        meshes.route(
                "{ %s }".formatted(EastWest.to(EastWest.LOCAL)),
                ", retries: { attempts: 2, retryOn: 5xx }");
        stage.settle();
        assertEquals(Map.of("east", 100), stage.answers(EastWest.HOST, 100));
    }

    @Test
    @DisplayName(
            "a pod that lasts for so many requests answers no more of them well, until it is new")
    void lasts() {
        meshes.deploy("aro", "east", "v2", "sandbox.meshfed.io/lasts: '20'");
        stage.settle();
        assertEquals(Map.of("east", 40), stage.answers(EastWest.HOST, 40));
        assertEquals(Map.of("east", 10, "500", 10), stage.answers(EastWest.HOST, 20));
    }

    @Test
    @DisplayName("the gateway's own load balancer answers like its Route")
    void loadBalancer() {
        stage.apply(
                "aro",
                """
                apiVersion: v1
                kind: Service
                metadata: { name: own-balancer, namespace: east-istio-system }
                spec:
                  type: LoadBalancer
                  selector: { app: istio-ingressgateway }
                  ports: [{ name: http2, port: 80, targetPort: 8080 }]
                """);
        stage.store("aro")
                .putStatus(
                        Kinds.SERVICE,
                        "east-istio-system",
                        "own-balancer",
                        Map.of(
                                "loadBalancer",
                                Map.of("ingress", List.of(Map.of("ip", "203.0.113.200")))));
        stage.settle();

        assertEquals("east", TrafficStage.name(stage.get("203.0.113.200", "/info")));
    }
}
