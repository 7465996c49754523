package io.meshfed.contexts;

import static io.meshfed.contexts.FederationFiles.FULL;
import static io.meshfed.contexts.FederationFiles.MINIMAL;
import static io.meshfed.contexts.FederationFiles.problemsOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.FederationException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadFederationFileTest {

    private static final String BETWEEN = "between: [east, west]";
    private static final String EAST_40 = "e".repeat(40);

    /** A file with one mistake and all that is said about it. */
    record Case(String text, List<String> problems) {

        static Case of(String base, String right, String wrong, String... problems) {
            assertTrue(base.contains(right), right);
            return new Case(
                    base.replace(right, wrong),
                    Stream.of(problems).map(problem -> "f.yaml:" + problem).toList());
        }

        @Override
        public String toString() {
            return String.join(" | ", problems);
        }
    }

    static Stream<Case> top() {
        return Stream.of(
                Case.of(
                        MINIMAL,
                        "name: aro-rosa",
                        "nmae: aro-rosa",
                        "1:1: key 'name' is missing",
                        "3:1: nmae: unknown key 'nmae'; did you mean 'name'?"),
                Case.of(
                        MINIMAL,
                        "meshfed.io/v1alpha1",
                        "meshfed.io/v1",
                        "1:13: apiVersion: unknown value 'meshfed.io/v1'; it can be:"
                                + " meshfed.io/v1alpha1"),
                Case.of(
                        MINIMAL,
                        "kind: Federation",
                        "kind: Federaton",
                        "2:7: kind: unknown value 'Federaton'; did you mean 'Federation'?"),
                Case.of(
                        MINIMAL,
                        "name: aro-rosa",
                        "name: 12",
                        "3:7: name: must be text, not a number; quote it"),
                Case.of(MINIMAL, "name: aro-rosa", "name:", "3:6: name: must be text, not empty"),
                Case.of(
                        MINIMAL,
                        "name: aro-rosa",
                        "name: [a]",
                        "3:7: name: must be text, not a list"),
                Case.of(
                        MINIMAL,
                        "name: aro-rosa",
                        "name: Aro_Rosa",
                        "3:7: name: 'Aro_Rosa' must be lower-case letters, digits and '-', begin"
                                + " and end with a letter or digit, and have at most 63"
                                + " characters"),
                Case.of(
                        MINIMAL,
                        "\n  - " + BETWEEN,
                        " []",
                        "10:1: peerings: is empty. That is not taken as a wish to remove all"
                                + " peerings; 'meshfed unfederate' is for that"),
                Case.of(
                        MINIMAL,
                        "peerings:\n  - " + BETWEEN,
                        "",
                        "1:1: key 'peerings' is missing"));
    }

    static Stream<Case> clusters() {
        return Stream.of(
                Case.of(
                        MINIMAL,
                        "{ context: aro }",
                        "aro",
                        "5:8: clusters.aro: must be a map of keys and values, not text"),
                Case.of(
                        MINIMAL,
                        "{ context: aro }",
                        "{ context: rosa }",
                        "6:20: clusters.rosa.context: 'rosa' leads to cluster 'aro' already; each"
                                + " needs its own"),
                Case.of(
                        MINIMAL,
                        "{ context: aro }",
                        "{ context: aro, context: b }",
                        "5:24: clusters.aro.context: the key is given twice"),
                Case.of(
                        MINIMAL,
                        "{ context: aro }",
                        "{ context: aro, id: '' }",
                        "5:28: clusters.aro.id: is empty"),
                Case.of(
                        FULL,
                        "{ context: aro }",
                        "{ context: aro, id: 5f0c0d7a }",
                        "6:30: clusters.rosa.id: '5f0c0d7a' is the pin of cluster 'aro' already"));
    }

    static Stream<Case> meshes() {
        return Stream.of(
                Case.of(
                        MINIMAL,
                        "cluster: aro",
                        "clustr: aro",
                        "8:3: meshes.east: key 'cluster' is missing",
                        "8:11: meshes.east.clustr: unknown key 'clustr'; did you mean"
                                + " 'cluster'?"),
                Case.of(
                        MINIMAL,
                        "cluster: rosa",
                        "cluster: rsoa",
                        "9:20: meshes.west.cluster: unknown cluster 'rsoa'; did you mean"
                                + " 'rosa'?"),
                Case.of(
                        MINIMAL,
                        "cluster: rosa, namespace: west-cp",
                        "cluster: aro, namespace: east-cp",
                        "9:36: meshes.west.namespace: mesh 'east' has this namespace of cluster"
                                + " 'aro' already"),
                Case.of(
                        FULL,
                        "stage: staging",
                        "stage: Stagign",
                        "12:12: meshes.east.stage: unknown value 'Stagign'; did you mean"
                                + " 'staging'?"),
                Case.of(
                        FULL,
                        "gateways: managed",
                        "gateways: auto",
                        "19:15: meshes.west.gateways: unknown value 'auto'; it can be: existing,"
                                + " managed"),
                Case.of(
                        FULL,
                        "gateways: existing",
                        "trustDomain: west.local",
                        "20:18: meshes.west.trustDomain: 'west.local' is the trust domain of mesh"
                                + " 'east' already; each needs its own"),
                Case.of(
                        FULL,
                        "trustDomain: west.local",
                        "trustDomain: spiffe://west.local",
                        "20:18: meshes.west.trustDomain: 'spiffe://west.local' must be lower-case"
                                + " letters, digits, '.', '-' and '_', without a scheme or path,"
                                + " and have at most 255 characters"));
    }

    static Stream<Case> peerings() {
        return Stream.of(
                Case.of(
                        MINIMAL,
                        BETWEEN,
                        "between: [east, wset]",
                        "11:21: peerings[0].between[1]: unknown mesh 'wset'; did you mean"
                                + " 'west'?"),
                Case.of(
                        MINIMAL,
                        BETWEEN,
                        "between: [east, east]",
                        "11:5: peerings[0].between: mesh 'east' cannot peer with itself"),
                Case.of(
                        MINIMAL,
                        BETWEEN,
                        "between: [east]",
                        "11:5: peerings[0].between: must have exactly 2 entries, not 1"),
                Case.of(
                        MINIMAL,
                        BETWEEN,
                        "between: east",
                        "11:14: peerings[0].between: must be a list, not text"),
                Case.of(
                        MINIMAL,
                        BETWEEN,
                        BETWEEN + "\n  - " + BETWEEN,
                        "12:5: peerings[1].between: 'east' and 'west' are peered in line 11"
                                + " already"),
                Case.of(
                        MINIMAL,
                        BETWEEN,
                        BETWEEN + "\n  - between: [west, east]",
                        "12:5: peerings[1].between: 'west' and 'east' are peered in line 11"
                                + " already"),
                Case.of(
                        MINIMAL,
                        "east",
                        EAST_40,
                        "11:5: peerings[0].between: mesh name '%1$s' is too long by 1: it becomes"
                                        .formatted(EAST_40)
                                + " 'ingress-%1$s-service-account', which has more than 63"
                                        .formatted(EAST_40)
                                + " characters"));
    }

    static Stream<Case> exports() {
        return Stream.of(
                Case.of(
                        FULL,
                        "from: east\n",
                        "from: esat\n",
                        "25:15: peerings[0].exports[0].from: mesh 'esat' is not in this peering;"
                                + " did you mean 'east'?"),
                Case.of(
                        FULL,
                        "service: kube-info",
                        "service: '*'",
                        "26:18: peerings[0].exports[0].service: '*' would select everything,"
                                + " istiod and the gateways too; name one"),
                Case.of(
                        FULL,
                        "service: kube-info",
                        "service: ''",
                        "26:18: peerings[0].exports[0].service: '' would select everything,"
                                + " istiod and the gateways too; name one"),
                Case.of(
                        FULL,
                        "namespace: prod, labels",
                        "namespace: '*', labels",
                        "29:34: peerings[0].exports[1].namespace: '*' would select everything,"
                                + " istiod and the gateways too; name one"),
                Case.of(
                        FULL,
                        "namespace: prod, labels",
                        "labels",
                        "29:9: peerings[0].exports[1]: key 'namespace' is missing; without it the"
                                + " whole mesh would be selected, istiod and the gateways too"),
                Case.of(
                        FULL,
                        "labels: { federate: \"yes\" }",
                        "labels: {}",
                        "29:40: peerings[0].exports[1].labels: is empty"),
                Case.of(
                        FULL,
                        "labels: { federate: \"yes\" }",
                        "labels: { a: 1, 'b/': x, c: 'no no' }",
                        "29:53: peerings[0].exports[1].labels.a: must be text, not a number; quote"
                                + " it",
                        "29:56: peerings[0].exports[1].labels.b/: the name 'b/' is not a"
                                + " Kubernetes label key",
                        "29:68: peerings[0].exports[1].labels.c: 'no no' is not a Kubernetes"
                                + " label value"),
                Case.of(
                        FULL,
                        "labels: {",
                        "service: x, labels: {",
                        "29:9: peerings[0].exports[1]: only one of the keys service and labels is"
                                + " needed"),
                Case.of(
                        FULL,
                        ", labels: { federate: \"yes\" }",
                        "",
                        "29:9: peerings[0].exports[1]: one of the keys service and labels is"
                                + " needed"),
                Case.of(
                        FULL,
                        "{ federate: \"yes\" }",
                        "{ federate: \"yes\" }, as: { name: x }",
                        "29:81: peerings[0].exports[1].as.name: several services cannot share one"
                                + " name; only 'namespace' is possible here"),
                Case.of(
                        FULL,
                        "- { from: east, service: clock, namespace: member }",
                        "- { from: east, service: clock, namespace: member }\n"
                                + "      - { from: east, service: info, namespace: shared }",
                        "31:9: peerings[0].exports[3]: member/kube-info and shared/info would both"
                                + " be exported as shared/info; give one another name with 'as'"),
                Case.of(
                        FULL,
                        "- { from: east, service: clock, namespace: member }",
                        "- { from: east, service: clock, namespace: member }\n"
                                + "      - { from: east, service: clock, namespace: member,"
                                + " as: { name: b } }",
                        "31:9: peerings[0].exports[3]: the export in line 30 selects the same;"
                                + " only the first would take effect"));
    }

    static Stream<Case> imports() {
        String info = "{ to: west, service: info, namespace: shared";
        String prod = "{ to: east, namespace: prod, as: { namespace: from-west } }";
        return Stream.of(
                Case.of(
                        FULL,
                        "to: west\n",
                        "to: wets\n",
                        "32:13: peerings[0].imports[0].to: mesh 'wets' is not in this peering; did"
                                + " you mean 'west'?"),
                Case.of(
                        FULL,
                        info,
                        "{ to: west, service: inof, namespace: shared",
                        "37:30: peerings[0].imports[1].service: the peer does not export"
                                + " shared/inof; did you mean 'shared/info'?"),
                Case.of(
                        FULL,
                        info,
                        "{ to: west, service: kube-info, namespace: member",
                        "37:30: peerings[0].imports[1].service: the peer does not export"
                                + " member/kube-info under that name, but as shared/info"),
                Case.of(
                        FULL,
                        "to: east, namespace: prod",
                        "to: east, namespace: prud",
                        "38:32: peerings[0].imports[2].namespace: the peer does not export"
                                + " anything of namespace 'prud'; did you mean 'prod'?"),
                Case.of(
                        FULL,
                        "{ namespace: from-west }",
                        "{ name: from-west }",
                        "38:50: peerings[0].imports[2].as.name: several services cannot share one"
                                + " name; only 'namespace' is possible here"),
                Case.of(
                        FULL,
                        "asLocal: true",
                        "asLocal: true, domainSuffix: a.b",
                        "37:84: peerings[0].imports[1].domainSuffix: 'asLocal' decides the host"
                                + " name; leave 'domainSuffix' out"),
                Case.of(
                        FULL,
                        "asLocal: true",
                        "asLocal: yes",
                        "37:64: peerings[0].imports[1].asLocal: must be true or false, not text"),
                Case.of(
                        FULL,
                        "far.example",
                        "svc.cluster.local",
                        "36:23: peerings[0].imports[0].domainSuffix: 'svc.cluster.local' is the"
                                + " cluster's own; use 'asLocal: true' instead"),
                Case.of(
                        FULL,
                        "far.example",
                        "a.".repeat(63) + "b",
                        "36:23: peerings[0].imports[0].domainSuffix: is so long that a host name"
                                + " in it can exceed 253 characters"),
                Case.of(
                        FULL,
                        prod,
                        "{ to: west, service: info, namespace: shared, as: { name: b } }",
                        "38:9: peerings[0].imports[2]: the import in line 37 takes the same"),
                Case.of(
                        FULL,
                        "far-clock }\n        domainSuffix: far.example",
                        "info, namespace: shared }\n        asLocal: true",
                        "37:9: peerings[0].imports[1]: the import in line 32 has the same local"
                                + " host name"));
    }

    static Stream<Case> sides() {
        return Stream.of(
                Case.of(
                        FULL,
                        "discoveryPort: 30188",
                        "discoveryPort: 0",
                        "44:24: peerings[0].sides.east.discoveryPort: must be a number from 1 to"
                                + " 65535"),
                Case.of(
                        FULL,
                        "servicePort: 30443",
                        "servicePort: 65536",
                        "45:22: peerings[0].sides.east.servicePort: must be a number from 1 to"
                                + " 65535"),
                Case.of(
                        FULL,
                        "servicePort: 30443",
                        "servicePort: 0x10",
                        "45:22: peerings[0].sides.east.servicePort: must be a number from 1 to"
                                + " 65535"),
                Case.of(
                        FULL,
                        "servicePort: 30443",
                        "servicePort: '15443'",
                        "45:22: peerings[0].sides.east.servicePort: must be a whole number, not"
                                + " text"),
                Case.of(
                        FULL,
                        "discoveryPort: 30188",
                        "discoveryPort: 30443",
                        "45:22: peerings[0].sides.east.servicePort: discovery and services need"
                                + " different ports, both are 30443"),
                Case.of(
                        FULL,
                        "region: eu, ",
                        "",
                        "47:9: peerings[0].sides.east.locality: key 'region' is missing"),
                Case.of(
                        FULL,
                        "zone: eu-1, sub",
                        "sub",
                        "47:33: peerings[0].sides.east.locality.subzone: 'subzone' needs 'zone'"
                                + " beside it"),
                Case.of(
                        FULL,
                        "caConfigMap: west-roots",
                        "caConfigMap: istio-ca-root-cert",
                        "46:22: peerings[0].sides.east.caConfigMap: 'istio-ca-root-cert' holds the"
                                + " mesh's own roots and is never written"),
                Case.of(
                        FULL,
                        "[gw.example.com, 203.0.113.7, \"2001:db8::7\"]",
                        "[]",
                        "43:9: peerings[0].sides.east.addresses: is empty"),
                Case.of(
                        FULL,
                        "gw.example.com",
                        "localhost",
                        "43:21: peerings[0].sides.east.addresses[0]: 'localhost' is every"
                                + " machine's own"),
                Case.of(
                        FULL,
                        "east:\n        ingress",
                        "esat:\n        ingress",
                        "40:7: peerings[0].sides.esat: mesh 'esat' is not in this peering; did you"
                                + " mean 'east'?"));
    }

    @ParameterizedTest
    @MethodSource({"top", "clusters", "meshes", "peerings", "exports", "imports", "sides"})
    @DisplayName("a mistake is named once, with line, column, path and the nearest right word")
    void namesMistake(Case bad) {
        assertEquals(bad.problems(), problemsOf(bad.text()));
    }

    @Test
    @DisplayName("all mistakes of a file are reported together, from top to bottom")
    void reportsAll() {
        String text =
                MINIMAL.replace("kind: Federation", "kind: Fed")
                        .replace("{ context: aro }", "{ context: rosa }")
                        .replace("cluster: rosa", "cluster: nowhere")
                        .replace("[east, west]", "[east, south]");
        FederationException e =
                assertThrows(FederationException.class, () -> FederationFiles.parse(text));

        assertEquals("federation file f.yaml has 4 problems", e.getMessage());
        assertEquals(
                List.of("f.yaml:2:7:", "f.yaml:6:20:", "f.yaml:9:20:", "f.yaml:11:21:"),
                e.details().stream()
                        .map(line -> line.substring(0, line.indexOf(": ") + 1))
                        .toList());
    }

    @Test
    @DisplayName("two peers of a mesh cannot share a gateway or the place of their roots")
    void refusesSharedGateways() {
        String text =
                MINIMAL.replace(
                                "peerings:",
                                "  north: { cluster: rosa, namespace: n-cp, controlPlane: n }\n"
                                        + "peerings:")
                        + "    sides: { east: { ingress: gw, egress: gw, caConfigMap: roots } }\n"
                        + "  - between: [east, north]\n"
                        + "    sides: { east: { ingress: gw, egress: gw, caConfigMap: roots } }\n";

        assertEquals(
                List.of(
                        "f.yaml:15:31: peerings[1].sides.east.ingress: mesh 'east' uses 'gw' for"
                                + " peer 'west' already; each peer needs its own ingress",
                        "f.yaml:15:43: peerings[1].sides.east.egress: mesh 'east' uses 'gw' for"
                                + " peer 'west' already; each peer needs its own egress",
                        "f.yaml:15:60: peerings[1].sides.east.caConfigMap: mesh 'east' uses"
                                + " 'roots' for peer 'west' already; each peer needs its own"
                                + " caConfigMap"),
                problemsOf(text));
    }

    @Test
    @DisplayName("a mistake in one part raises no second complaint about what refers to it")
    void complainsOnce() {
        String text = FULL.replace("{ context: aro }", "7").replace("service: clock,", "clock: x,");

        assertEquals(
                List.of(
                        "f.yaml:5:8: clusters.aro: must be a map of keys and values, not a number",
                        "f.yaml:30:9: peerings[0].exports[2]: one of the keys service and labels"
                                + " is needed",
                        "f.yaml:30:23: peerings[0].exports[2].clock: unknown key 'clock'; it can"
                                + " be: from, namespace, service, labels, as"),
                problemsOf(text));
    }

    @Test
    @DisplayName("what a file says cannot write to the terminal")
    void showsSafely() {
        String text =
                MINIMAL.replace("east:", "\"e\\e[31m\\u202e\\n\":")
                        .replace("stage", "\"\\e]0;x\\a\"")
                        .replace("aro }", "\"\\e[2J\\n\" }");

        for (String problem : problemsOf(text)) {
            assertTrue(problem.chars().allMatch(c -> c >= ' ' && c <= '~'), problem);
        }
    }
}
