package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.Federations;
import io.meshfed.testing.Gateway;
import io.meshfed.testing.Run;
import io.meshfed.testing.SaidProgress;
import io.meshfed.testing.SeededFederation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LocateGatewayStepTest extends AroRosaTest {

    private static final LocateGatewayStep STEP = new LocateGatewayStep();

    @Test
    @DisplayName("a load balancer answers at its IP on one cloud and at its host name on the other")
    void findsLoadBalancers() {
        Run run = harness().runTwice(STEP);

        assertEquals(List.of(), run.writes());
        assertEquals(
                List.of(
                        row(ARO_MESH, ROSA_MESH, 8188, 15443, "203.0.113.1"),
                        row(ROSA_MESH, ARO_MESH, 8188, 15443, "a2.elb.eu-west-1.amazonaws.com")),
                run.rows("gateways"));
    }

    @Test
    @DisplayName("all addresses of a load balancer are found, in a fixed order")
    void findsAllAddresses() {
        seeded.ingress(aroKnowsRosa).addressed("203.0.113.9", "lb.example.com", "198.51.100.4");

        Run run = harness().run(STEP).requireOk();

        assertEquals(
                List.of("198.51.100.4", "203.0.113.9", "lb.example.com"),
                run.rows("gateways").get(0).get("addresses"));
    }

    @Test
    @DisplayName("an address that comes late is waited for")
    void waitsForAddresses() {
        Gateway ingress = seeded.ingress(aroKnowsRosa);
        ingress.addressed();
        SaidProgress progress = SaidProgress.onWait(() -> ingress.addressed("203.0.113.7"));

        Run run = harness().telling(progress).run(STEP).requireOk();

        assertEquals(List.of("203.0.113.7"), run.rows("gateways").get(0).get("addresses"));
        assertEquals(
                List.of(
                        "waiting for load balancer address of Service"
                                + " aro-stg-mesh/ingress-rosa-prod-mesh: the load balancer is"
                                + " pending"),
                progress.said());
    }

    @Test
    @DisplayName("E5: an address that never comes ends in WAIT with the last reason")
    void waitsNotForEver() {
        seeded.ingress(aroKnowsRosa).addressed();

        FederationException failure =
                harness().within(Duration.ofMillis(1)).run(STEP).refusal(ErrorClass.WAIT);

        assertTrue(
                failure.getMessage()
                        .endsWith(
                                "for load balancer address of Service"
                                        + " aro-stg-mesh/ingress-rosa-prod-mesh: the load balancer"
                                        + " is pending"),
                failure::getMessage);
    }

    @Test
    @DisplayName("a rehearsal does not wait for an address")
    void rehearsesWithoutWaiting() {
        seeded.ingress(aroKnowsRosa).addressed();

        FederationException failure = harness().dryRun().run(STEP).refusal(ErrorClass.PRECOND);

        assertTrue(
                failure.getMessage().contains("has no load balancer address yet"),
                failure::getMessage);
    }

    @Test
    @DisplayName("node ports are reached at the external addresses of ready nodes")
    void findsNodePorts() {
        nodePorts();
        node("worker-1", "True", Map.of("InternalIP", "10.0.0.1", "ExternalIP", "198.51.100.1"));
        node("worker-2", "True", Map.of("InternalIP", "10.0.0.2"));
        node("worker-3", "False", Map.of("ExternalIP", "198.51.100.3"));

        Run run = harness().runTwice(STEP);

        assertEquals(
                row(ARO_MESH, ROSA_MESH, 30188, 30443, "198.51.100.1"),
                run.rows("gateways").get(0));
    }

    @Test
    @DisplayName("nodes without external addresses are reached at their internal ones")
    void fallsBackToInternalAddresses() {
        nodePorts();
        node("worker-1", "True", Map.of("InternalIP", "10.0.0.1"));
        node("worker-2", "True", Map.of("InternalIP", "10.0.0.2"));
        node("worker-3", "False", Map.of("InternalIP", "10.0.0.3"));

        Run run = harness().run(STEP).requireOk();

        assertEquals(
                row(ARO_MESH, ROSA_MESH, 30188, 30443, "10.0.0.1", "10.0.0.2"),
                run.rows("gateways").get(0));
    }

    @Test
    @DisplayName("node ports without a ready node are refused")
    void needsANode() {
        nodePorts();
        node("worker-1", "False", Map.of("InternalIP", "10.0.0.1"));

        FederationException failure = harness().run(STEP).refusal(ErrorClass.PRECOND);

        assertEquals("cluster 'aro' has no ready node with an address", failure.getMessage());
    }

    @Test
    @DisplayName("a ClusterIP that a peer in another cluster is to reach is refused")
    void refusesClusterIpAcrossClusters() {
        Gateway.create(aroMesh(), aroKnowsRosa.ingressName(), "ClusterIP");

        FederationException failure = harness().run(STEP).refusal(ErrorClass.PRECOND);

        assertEquals(
                "Service aro-stg-mesh/ingress-rosa-prod-mesh of mesh 'aro-stg-mesh' is of type"
                        + " ClusterIP, which peer 'rosa-prod-mesh' in cluster 'rosa' cannot reach",
                failure.getMessage());
        assertTrue(failure.remedy().contains("LoadBalancer"), failure::remedy);
    }

    @Test
    @DisplayName("two meshes on one cluster reach each other by the name of the Service")
    void usesNamesInsideOneCluster() {
        Federation one = Federations.read(Federations.ONE_CLUSTER);
        SeededFederation.install(clusters, one);

        Run run = harness(one).runTwice(STEP);

        assertEquals(
                List.of(
                        row(
                                "east",
                                "east2",
                                8188,
                                15443,
                                "ingress-east2.east-mesh.svc.cluster.local"),
                        row(
                                "east2",
                                "east",
                                8188,
                                15443,
                                "ingress-east.east2-mesh.svc.cluster.local")),
                run.rows("gateways"));
    }

    @Test
    @DisplayName("addresses and ports that the file gives are taken, and no Service is asked for")
    void takesDeclaredAddresses() {
        aro().delete(seeded.ingress(aroKnowsRosa).service());
        Federation federation =
                with(
                        """
                        sides:
                          aro-stg-mesh:
                            addresses: [mesh.example.com, 203.0.113.77]
                            discoveryPort: 30188
                            servicePort: 30443
                        """);

        Run run = harness(federation).runTwice(STEP);

        assertEquals(
                row(ARO_MESH, ROSA_MESH, 30188, 30443, "203.0.113.77", "mesh.example.com"),
                run.rows("gateways").get(0));
    }

    @Test
    @DisplayName("E7: an address that leads the peer back into its own pod is refused")
    void refusesHostileAddresses() {
        seeded.ingress(aroKnowsRosa).addressed("127.0.0.1");

        FederationException failure = harness().run(STEP).refusal(ErrorClass.PRECOND);

        assertTrue(
                failure.getMessage()
                        .startsWith(
                                "the ingress gateway of mesh 'aro-stg-mesh' for peer"
                                        + " 'rosa-prod-mesh' shows address '127.0.0.1', which"),
                failure::getMessage);
    }

    private void nodePorts() {
        ObjectRef ref = seeded.ingress(aroKnowsRosa).service();
        aro().delete(ref);
        aro().put(
                        ref,
                        Map.of(
                                "spec",
                                Map.of(
                                        "type",
                                        "NodePort",
                                        "ports",
                                        List.of(
                                                Map.of(
                                                        "name",
                                                        "tls",
                                                        "port",
                                                        15443,
                                                        "nodePort",
                                                        30443),
                                                Map.of(
                                                        "name",
                                                        "https-discovery",
                                                        "port",
                                                        8188,
                                                        "nodePort",
                                                        30188)))));
    }

    private void node(String name, String ready, Map<String, String> addresses) {
        ObjectRef ref = new ObjectRef(ResourceTypes.NODE, "", name);
        aro().put(ref, Map.of());
        aro().mergeStatus(
                        ref,
                        Map.of(
                                "conditions",
                                List.of(Map.of("type", "Ready", "status", ready)),
                                "addresses",
                                addresses.entrySet().stream()
                                        .map(
                                                e ->
                                                        Map.of(
                                                                "type",
                                                                e.getKey(),
                                                                "address",
                                                                e.getValue()))
                                        .toList()));
    }

    private static Map<String, Object> row(
            String mesh, String peer, int discovery, int service, String... addresses) {
        return Map.of(
                "mesh", mesh,
                "peer", peer,
                "addresses", List.of(addresses),
                "discoveryPort", discovery,
                "servicePort", service);
    }

    @Test
    @DisplayName("E7: a node address that leads the peer back into its own pod is refused")
    void refusesHostileNodes() {
        nodePorts();
        node("worker-1", "True", Map.of("ExternalIP", "169.254.169.254"));

        FederationException failure = harness().run(STEP).refusal(ErrorClass.PRECOND);

        assertTrue(
                failure.getMessage().contains("shows address '169.254.169.254', which"),
                failure::getMessage);
    }
}
