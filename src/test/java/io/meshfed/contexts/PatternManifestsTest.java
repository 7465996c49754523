package io.meshfed.contexts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.Trees;
import io.meshfed.resource.ImportedServiceSets;
import io.meshfed.testing.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The traffic patterns that a user may keep as YAML, and the slips that such files are known for.
 */
class PatternManifestsTest {

    private static final String FILES = "io.meshfed.contexts.ContextFolder#all";
    private static final Path EAST = Path.of("contexts/east-west/aro/east");
    private static final String LOCAL = "kube-info.east-mesh-member.svc.cluster.local";

    /** As the importing mesh calls it: the name, then the suffix that is the peer's. */
    private static final String REMOTE = "kube-info.west-mesh-member.svc.west-imports.local";

    private static final String ALSO_AS_LOCAL =
            """
                imports:
                  - to: east
                    namespace: west-mesh-member
                    service: kube-info
                    as: { namespace: east-mesh-member }
                    asLocal: true
            """;

    @Test
    @DisplayName("standard sends all to the own mesh, and is the application as it is")
    void standard() {
        assertEquals(
                "[{destination: {host: %s, port: {number: 8080}}}]".formatted(LOCAL),
                flow(http("standard").get("route")));
        assertEquals(objects("patterns/standard"), objects("app"));
    }

    @Test
    @DisplayName("mirror answers from the own mesh and sends a copy of all to west")
    void mirror() {
        Map<String, Object> http = http("mirror");

        assertEquals(
                "[{destination: {host: %s, port: {number: 8080}}, weight: 100}]".formatted(LOCAL),
                flow(http.get("route")));
        assertEquals(
                "{host: %s, port: {number: 8080}}".formatted(REMOTE), flow(http.get("mirror")));
        assertEquals("{value: 100}", flow(http.get("mirrorPercentage")));
    }

    @Test
    @DisplayName("balance gives each mesh its half")
    void balance() {
        assertEquals(
                ("[{destination: {host: %s, port: {number: 8080}}, weight: 50},"
                                + " {destination: {host: %s, port: {number: 8080}}, weight: 50}]")
                        .formatted(LOCAL, REMOTE),
                flow(http("balance").get("route")));
    }

    @Test
    @DisplayName(
            "a pattern changes where requests go, never which requests or through which gateway")
    void sameWayIn() {
        Map<String, Object> standard = virtualService("standard");
        for (String pattern : List.of("mirror", "balance", "failover")) {
            Map<String, Object> other = virtualService(pattern);
            for (String part : List.of("hosts", "gateways")) {
                assertEquals(spec(standard).get(part), spec(other).get(part), pattern);
            }
            assertEquals(http("standard").get("match"), http(pattern).get("match"), pattern);
        }
    }

    @Test
    @DisplayName("failover goes to the region of the import, and casts failing endpoints out")
    void failover() {
        Map<String, Object> rule =
                ContextFolder.kind(objects("patterns/failover"), "DestinationRule").get(0);
        String policy = flow(spec(rule).get("trafficPolicy"));

        assertEquals(LOCAL, spec(rule).get("host"));
        assertTrue(
                policy.contains("{enabled: true, failover: [{from: us-east, to: us-west}]}"),
                policy);
        assertTrue(policy.contains("outlierDetection: {baseEjectionTime: 1m, "), policy);
        assertEquals(http("standard"), http("failover"));
    }

    @Test
    @DisplayName("the import as local is what the federation file would make of asLocal")
    void importAsLocal() {
        Federation federation =
                FederationReader.parse(
                                Kustomization.text(Path.of("contexts/east-west/federation.yaml"))
                                        + ALSO_AS_LOCAL,
                                "federation.yaml")
                        .federation();
        Direction direction =
                federation.directions().stream()
                        .filter(d -> d.toString().equals("east -> west"))
                        .findFirst()
                        .orElseThrow();
        Map<String, Object> set = objects("patterns/failover/import-as-local").get(0);

        assertEquals(
                Yaml.canonical(
                        ImportedServiceSets.desired("east-west", direction).toTree().get("spec")),
                Yaml.canonical(set.get("spec")));
        assertEquals("ImportedServiceSet east-istio-system/west", Kustomization.id(set));
    }

    @ParameterizedTest
    @MethodSource(FILES)
    @DisplayName("none of the slips that such manifests are known for is there")
    void noSlips(ContextFolder context) {
        int looked = 0;
        for (Path file : context.files()) {
            if (file.toString().endsWith(".yaml")) {
                for (Map<String, Object> object : Yaml.all(Kustomization.text(file))) {
                    assertEquals(List.of(), slips(object), file::toString);
                    looked++;
                }
            }
        }
        assertTrue(looked > 40);
    }

    @Test
    @DisplayName("each of those slips is found where it is")
    void findsSlips() {
        assertEquals(
                List.of("importAsLocal in a selector"),
                slips(
                        Yaml.one(
                                """
                                kind: ImportedServiceSet
                                spec: { importRules: [{ nameSelector: { name: a, importAsLocal: true } }] }
                                """)));
        assertEquals(
                List.of("trafficPolicy in a VirtualService"),
                slips(
                        Yaml.one(
                                """
                                kind: VirtualService
                                spec: { http: [{ route: [], trafficPolicy: { outlierDetection: {} } }] }
                                """)));
        assertEquals(
                List.of("network view west-network"),
                slips(
                        Yaml.one(
                                """
                                kind: ServiceMeshControlPlane
                                spec: { gateways: { x: { requestedNetworkView: [west-network] } } }
                                """)));
    }

    private static List<String> slips(Map<String, Object> object) {
        Set<String> paths = new HashSet<>();
        List<String> slips = new ArrayList<>();
        collect(object, "", paths);
        if (paths.stream().anyMatch(path -> path.matches(".*[sS]elector.*/importAsLocal/.*"))) {
            slips.add("importAsLocal in a selector");
        }
        boolean routes = Trees.text(object, "kind").filter("VirtualService"::equals).isPresent();
        if (routes && paths.stream().anyMatch(path -> path.contains("/trafficPolicy/"))) {
            slips.add("trafficPolicy in a VirtualService");
        }
        paths.stream()
                .filter(path -> path.matches(".*/requestedNetworkView/\\d+/(?!network-).*"))
                .map(path -> "network view " + path.replaceAll(".*/", ""))
                .forEach(slips::add);
        return slips;
    }

    /** Every value with the keys that lead to it: {@code /spec/rules/0/type/NameSelector}. */
    private static void collect(Object value, String path, Set<String> paths) {
        if (value instanceof Map<?, ?> map) {
            paths.add(path + "/");
            map.forEach((key, below) -> collect(below, path + "/" + key, paths));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.get(i), path + "/" + i, paths);
            }
        } else {
            paths.add(path + "/" + value);
        }
    }

    private static List<Map<String, Object>> objects(String step) {
        List<Map<String, Object>> objects = Kustomization.in(EAST.resolve(step)).objects();
        assertFalse(objects.isEmpty());
        return objects;
    }

    private static Map<String, Object> virtualService(String pattern) {
        List<Map<String, Object>> found =
                ContextFolder.kind(objects("patterns/" + pattern), "VirtualService");
        assertEquals(1, found.size());
        return found.get(0);
    }

    private static Map<String, Object> http(String pattern) {
        return Trees.objects(virtualService(pattern), "spec", "http").get(0);
    }

    private static Map<String, Object> spec(Map<String, Object> object) {
        return Trees.object(object.get("spec"));
    }

    /** On one line, keys in order. */
    private static String flow(Object value) {
        if (value instanceof Map<?, ?> map) {
            return Trees.object(map).entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> entry.getKey() + ": " + flow(entry.getValue()))
                    .toList()
                    .toString()
                    .replaceFirst("^\\[", "{")
                    .replaceFirst("]$", "}");
        }
        return value instanceof List<?> list
                ? list.stream().map(PatternManifestsTest::flow).toList().toString()
                : String.valueOf(value);
    }
}
