package io.meshfed.sandbox.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a fresh cluster runs what is applied to it")
class WorkloadsTest {

    private final TrafficStage stage = new TrafficStage(Platform.FRESH);

    WorkloadsTest() {
        stage.apply("aro", "{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }");
    }

    private Map<String, Object> object(ResourceType type, String namespace, String name) {
        return stage.store("aro").get(type, namespace, name).orElseThrow();
    }

    private void deploy(String annotations) {
        stage.apply(
                "aro",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: orders, namespace: shop }
                spec:
                  replicas: 2
                  selector: { matchLabels: { app: orders } }
                  template:
                    metadata: { labels: { app: orders, tier: back }, annotations: { %s } }
                    spec: { containers: [{ name: main, image: "example/orders:1" }] }
                ---
                apiVersion: v1
                kind: Service
                metadata: { name: orders, namespace: shop }
                spec: { selector: { app: orders }, ports: [{ port: 80, targetPort: 8080 }] }
                """
                        .formatted(annotations));
    }

    private long addresses(String list) {
        return Trees.objects(object(Kinds.ENDPOINTS, "shop", "orders"), "subsets").stream()
                .mapToLong(subset -> Trees.objects(subset, list).size())
                .sum();
    }

    private Object status(String field) {
        return Trees.value(object(Kinds.DEPLOYMENT, "shop", "orders"), "status", field).orElse("");
    }

    @Test
    @DisplayName("a Deployment has as many pods as it is scaled to, and its Service leads to them")
    void deployment() {
        deploy("");
        stage.clock.advance(Duration.ofSeconds(1));
        assertEquals(0, addresses("addresses"));
        assertEquals(2, addresses("notReadyAddresses"));
        stage.settle();

        assertEquals(2, addresses("addresses"));
        assertEquals(2L, status("availableReplicas"));
        assertEquals(
                Map.of("app", "orders", "tier", "back"),
                Pods.labels(stage.store("aro").list(Kinds.POD, "shop").get(0)));

        stage.scale("aro", "shop", "orders", 3);
        stage.settle();
        assertEquals(3, addresses("addresses"));

        stage.scale("aro", "shop", "orders", 0);
        stage.settle();
        assertEquals(List.of(), stage.store("aro").list(Kinds.POD, "shop"));
        assertEquals(0, addresses("addresses"));
        assertEquals(0L, status("replicas"));
        assertEquals(
                Trees.value(object(Kinds.DEPLOYMENT, "shop", "orders"), "metadata", "generation")
                        .orElseThrow(),
                status("observedGeneration"));
    }

    @Test
    @DisplayName("pods go with their Deployment, and with their namespace")
    void deleted() {
        deploy("");
        stage.settle();
        stage.delete("aro", "Deployment", "shop", "orders");
        assertEquals(List.of(), stage.store("aro").list(Kinds.POD, "shop"));

        deploy("");
        stage.settle();
        stage.delete("aro", "Namespace", "", "shop");
        stage.settle();
        assertEquals(List.of(), stage.store("aro").list(Kinds.POD, ""));
        assertTrue(stage.store("aro").get(Kinds.NAMESPACE, "", "shop").isEmpty());
    }

    @Test
    @DisplayName("a new template whose pods never become ready leaves the old pods at work")
    void neverReady() {
        deploy("");
        stage.settle();
        deploy("sandbox.meshfed.io/ready: 'false'");
        stage.settle();

        assertEquals(2, addresses("addresses"));
        assertEquals(1L, status("updatedReplicas"));
    }

    @Test
    @DisplayName("a Job is complete after a while, and only then")
    void completes() {
        stage.apply(
                "aro",
                """
                apiVersion: batch/v1
                kind: Job
                metadata: { name: migrate, namespace: shop }
                spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: "b:1" }] } } }
                """);
        stage.clock.advance(Duration.ofSeconds(1));
        assertEquals(1L, Trees.value(job(), "status", "active").orElse(0L));
        stage.settle();

        assertEquals(1L, Trees.value(job(), "status", "succeeded").orElse(0L));
        assertEquals(
                List.of("Complete"),
                Trees.objects(job(), "status", "conditions").stream()
                        .map(condition -> condition.get("type"))
                        .toList());
    }

    private Map<String, Object> job() {
        return object(Kinds.JOB, "shop", "migrate");
    }

    private void route(String namespace, String name, String host) {
        stage.apply(
                "aro",
                """
                apiVersion: route.openshift.io/v1
                kind: Route
                metadata: { name: %s, namespace: %s }
                spec: { %s to: { kind: Service, name: orders } }
                """
                        .formatted(name, namespace, host));
        stage.clock.advance(Duration.ofSeconds(1));
    }

    private String admitted(String namespace, String name) {
        Map<String, Object> ingress =
                Trees.objects(object(Kinds.ROUTE, namespace, name), "status", "ingress").get(0);
        Map<String, Object> condition = Trees.objects(ingress, "conditions").get(0);
        return "%s %s %s"
                .formatted(
                        ingress.get("host"),
                        condition.get("status"),
                        condition.getOrDefault("reason", ""))
                .strip();
    }

    @Test
    @DisplayName("a Route has a host and is admitted, but not to one that another namespace has")
    void routes() {
        stage.apply("aro", "{ apiVersion: v1, kind: Namespace, metadata: { name: other } }");
        route("shop", "orders", "");
        assertEquals("orders-shop.apps.aro.test True", admitted("shop", "orders"));

        route("other", "thief", "host: orders-shop.apps.aro.test,");
        assertEquals(
                "orders-shop.apps.aro.test False HostAlreadyClaimed", admitted("other", "thief"));

        stage.delete("aro", "Route", "shop", "orders");
        stage.clock.advance(Duration.ofSeconds(1));
        assertEquals("orders-shop.apps.aro.test True", admitted("other", "thief"));
    }

    @Test
    @DisplayName("a Route past all meshes is answered by the pods themselves")
    void direct() {
        deploy("");
        route("shop", "orders", "");
        stage.settle();

        assertEquals(200, stage.get("orders-shop.apps.aro.test", "/").status());
        stage.scale("aro", "shop", "orders", 0);
        stage.settle();
        assertEquals(503, stage.get("orders-shop.apps.aro.test", "/").status());
    }

    @Test
    @DisplayName("a load balancer of anybody's gets an address")
    void balancer() {
        stage.apply(
                "aro",
                """
                apiVersion: v1
                kind: Service
                metadata: { name: front, namespace: shop }
                spec: { type: LoadBalancer, ports: [{ port: 80 }] }
                """);
        stage.settle();

        assertEquals(
                1,
                Trees.objects(
                                object(Kinds.SERVICE, "shop", "front"),
                                "status",
                                "loadBalancer",
                                "ingress")
                        .size());
    }
}
