package io.meshfed.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.model.ServiceName;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("what routes a service")
class RoutingTest {

    static final String THREE_MESHES =
            """
            apiVersion: meshfed.io/v1alpha1
            kind: Federation
            name: east-west
            clusters:
              aro: { context: aro }
              rosa: { context: rosa }
            meshes:
              east: { cluster: aro, namespace: east-istio-system, controlPlane: east-fed }
              east2: { cluster: aro, namespace: east2-istio-system, controlPlane: east2-fed }
              west: { cluster: rosa, namespace: west-istio-system, controlPlane: west-fed }
            peerings:
              - between: [east, west]
              - between: [east, east2]
            """;

    private static final String HOST = "istio-ingressgateway-east.apps.aro.example";
    private static final LocalService SERVICE =
            new LocalService(new ServiceName("east-mesh-member", "kube-info"), List.of(8080));
    private static final SortedMap<String, Destination> PEERS =
            new TreeMap<>(
                    Map.of(
                            "west",
                            new Destination(
                                    "kube-info.west-mesh-member.svc.west-imports.local", 9090),
                            "east2",
                            new Destination(
                                    "kube-info.east2-mesh-member.svc.east2-imports.local", 8080)));

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "standard standard",
                "mirror mirror:west=10",
                "balance balance:east=50,west=50",
                "three-meshes balance:east=34,east2=33,west=33",
                "failover failover:west",
            })
    @DisplayName("is, pattern by pattern, what the file shows")
    void golden(String file, String pattern) throws IOException {
        assertEquals(expected(file), Yaml.canonical(made(pattern, users("users")).toTree()));
    }

    @Test
    @DisplayName(
            "shares out what users' rules give the service, subsets, other services and all else kept")
    void keepsUsersRules() throws IOException {
        assertEquals(
                expected("kept"),
                Yaml.canonical(made("balance:east=80,west=20", users("users-with-all")).toTree()));
    }

    @Test
    @DisplayName("has a rule for a failover with both regions and outlier detection")
    void rule() throws IOException {
        Manifest rule =
                routing(users("users"))
                        .destinationRule(pattern("failover:west"), "us-east", "us-west");

        assertEquals(expected("rule"), Yaml.canonical(rule.toTree()));
    }

    @Test
    @DisplayName("without a Route routes the mesh's own requests only")
    void meshOnly() {
        Routing routing = Routing.of("east-west", SERVICE, "east", users("users"), Set.of());

        assertEquals(List.of(), routing.outsideHosts());
        Manifest made = routing.virtualService(pattern("standard"), PEERS);
        assertEquals(List.of(SERVICE.host()), Trees.value(made.toTree(), "spec", "hosts").get());
        assertEquals(List.of("mesh"), Trees.value(made.toTree(), "spec", "gateways").get());
    }

    @Test
    @DisplayName(
            "takes the hosts of Routes to the gateway's own pods, as far as the Gateway takes them")
    void hosts() {
        assertEquals(
                Set.of(HOST),
                Routing.hosts(
                        new Entrances(
                                all("entrances", ResourceTypes.GATEWAY),
                                all("entrances", ResourceTypes.SERVICE),
                                all("entrances", ResourceTypes.ROUTE))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "refused-exact|CONFLICT|has the host " + HOST + " itself",
                "refused-mesh|CONFLICT|within the mesh, and only one VirtualService can",
                "refused-ours|CONFLICT|has the host " + HOST + " itself",
            })
    @DisplayName("is refused where something else has the host, by name and with the cure")
    void refused(String file, ErrorClass expected, String says) {
        FederationException refusal =
                assertThrows(FederationException.class, () -> routing(users(file)));

        assertEquals(expected, refusal.errorClass());
        assertTrue(refusal.getMessage().contains(says), refusal::getMessage);
        assertTrue(
                refusal.getMessage().startsWith("VirtualService east-mesh-member/"),
                refusal::getMessage);
        assertTrue(!refusal.remedy().isEmpty());
    }

    @Test
    @DisplayName("is refused when two hosts are answered by different rules")
    void twoKinds() {
        FederationException refusal =
                assertThrows(
                        FederationException.class,
                        () ->
                                Routing.of(
                                        "east-west",
                                        SERVICE,
                                        "east",
                                        users("two-kinds"),
                                        Set.of(HOST, "other.example")));

        assertEquals(ErrorClass.PRECOND, refusal.errorClass());
        assertTrue(refusal.remedy().contains("--host"), refusal::remedy);
    }

    @Test
    @DisplayName("does not mirror what users mirror already")
    void mirrored() {
        FederationException refusal =
                assertThrows(
                        FederationException.class,
                        () -> made("mirror:west=10", users("users-with-mirror")));

        assertEquals(ErrorClass.CONFLICT, refusal.errorClass());
    }

    @Test
    @DisplayName("does not promise a failover to a subset, which no imported endpoint is in")
    void subsets() {
        FederationException refusal =
                assertThrows(
                        FederationException.class,
                        () -> made("failover:west", users("users-with-all")));

        assertEquals(ErrorClass.PRECOND, refusal.errorClass());
        assertTrue(refusal.getMessage().contains("subset 'v1'"), refusal::getMessage);
    }

    @Test
    @DisplayName(
            "lets others' rules have subsets, but no traffic policy of their own beside a failover's")
    void policies() {
        List<ClusterObject> rules = all("rules", ResourceTypes.DESTINATION_RULE);
        Routing.requireOnlyPolicy(SERVICE, rules.subList(0, 2));

        FederationException refusal =
                assertThrows(
                        FederationException.class, () -> Routing.requireOnlyPolicy(SERVICE, rules));

        assertEquals(ErrorClass.CONFLICT, refusal.errorClass());
        assertTrue(
                refusal.getMessage().startsWith("DestinationRule east-mesh-member/with-policy"),
                refusal::getMessage);
    }

    private static Manifest made(String text, List<ClusterObject> users) {
        return routing(users).virtualService(pattern(text), PEERS);
    }

    private static Routing routing(List<ClusterObject> users) {
        return Routing.of("east-west", SERVICE, "east", users, Set.of(HOST));
    }

    private static TrafficPattern pattern(String text) {
        return TrafficPattern.parse(text).orElseThrow();
    }

    private static List<ClusterObject> users(String file) {
        return all(file, ResourceTypes.VIRTUAL_SERVICE);
    }

    private static List<ClusterObject> all(String file, ResourceType type) {
        List<ClusterObject> all = new ArrayList<>();
        for (Map<String, Object> tree : Yaml.all(text(file))) {
            if (type.kind().equals(tree.get("kind"))) {
                all.add(
                        new ClusterObject(
                                new ObjectRef(
                                        type,
                                        Trees.text(tree, "metadata", "namespace").orElseThrow(),
                                        Trees.text(tree, "metadata", "name").orElseThrow()),
                                tree));
            }
        }
        return all;
    }

    private static String expected(String file) throws IOException {
        return Yaml.canonical(Yaml.one(text(file)));
    }

    private static String text(String file) {
        try (InputStream in = RoutingTest.class.getResourceAsStream(file + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(file, unreadable);
        }
    }
}
