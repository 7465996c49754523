package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Trees;
import io.meshfed.testing.Yaml;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("the kinds of a walkthrough know their fields, and no others")
class WalkthroughKindsTest {

    private static final String ISTIO = "/apis/networking.istio.io/v1beta1/namespaces/default/";

    private final DirectApi api = DirectApi.of("aro", () -> Instant.parse("2026-11-22T08:00:00Z"));

    private DirectApi.Answer apply(String path, String yaml) {
        return api.send(
                "PATCH",
                path + "?fieldManager=test&force=true",
                "application/apply-patch+yaml",
                Json.write(Yaml.one(yaml)));
    }

    private DirectApi.Answer create(String path, String yaml) {
        return api.send("POST", path, "application/json", Json.write(Yaml.one(yaml)));
    }

    private static String text(DirectApi.Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{2} in a {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    VirtualService  | virtualservices  | trafficPolicy             | hosts: [a], trafficPolicy: { loadBalancer: { simple: RANDOM } }
                    VirtualService  | virtualservices  | http[0].route[0].host     | hosts: [a], http: [{ route: [{ host: a, destination: { host: a } }] }]
                    VirtualService  | virtualservices  | http[0].mirrorPercentages | hosts: [a], http: [{ mirrorPercentages: { value: 10 } }]
                    DestinationRule | destinationrules | trafficPolicy.outlierDetections | host: a, trafficPolicy: { outlierDetections: { interval: 1s } }
                    DestinationRule | destinationrules | trafficPolicy.loadBalancer.localityLbSettings | host: a, trafficPolicy: { loadBalancer: { localityLbSettings: { enabled: true } } }
                    Gateway         | gateways         | servers[0].host           | servers: [{ host: a }]
                    """)
    @DisplayName(
            "a field in the wrong place is refused by an apply and a strict write, dropped else")
    void unknownField(String kind, String plural, String field, String spec) {
        String yaml =
                "{ apiVersion: networking.istio.io/v1beta1, kind: %s, metadata: { name: a, namespace: default }, spec: { %s } }"
                        .formatted(kind, spec);
        DirectApi.Answer applied = apply(ISTIO + plural + "/a", yaml);
        assertTrue(
                text(applied).contains(".spec.%s: field not declared in schema".formatted(field)),
                () -> text(applied));

        DirectApi.Answer strict = create(ISTIO + plural + "?fieldValidation=Strict", yaml);
        assertEquals(400, strict.status(), () -> text(strict));
        assertTrue(text(strict).contains("unknown field \\\"spec." + field), () -> text(strict));

        DirectApi.Answer mild = create(ISTIO + plural, yaml);
        assertEquals(201, mild.status(), () -> text(mild));
        DirectApi.Answer again = create(ISTIO + plural + "?fieldValidation=Strict", pruned(mild));
        assertEquals(201, again.status(), () -> text(again));
    }

    /** As it was stored, under another name. */
    private static String pruned(DirectApi.Answer stored) {
        Map<String, Object> object = Json.object(text(stored));
        object.put("metadata", Map.of("name", "b", "namespace", "default"));
        return Yaml.text(object);
    }

    @Test
    @DisplayName("a value of the wrong type is refused")
    void wrongType() {
        DirectApi.Answer refused =
                create(
                        ISTIO + "virtualservices",
                        "{ apiVersion: networking.istio.io/v1beta1, kind: VirtualService, metadata: { name: a, namespace: default }, spec: { http: [{ route: [{ weight: '50', destination: { host: a } }] }] } }");

        assertEquals(422, refused.status(), () -> text(refused));
        assertTrue(text(refused).contains("spec.http[0].route[0].weight"), () -> text(refused));
    }

    @Test
    @DisplayName("a Route is taken as OpenShift writes it")
    void route() {
        DirectApi.Answer made =
                apply(
                        "/apis/route.openshift.io/v1/namespaces/default/routes/a",
                        "{ apiVersion: route.openshift.io/v1, kind: Route, metadata: { name: a, namespace: default }, spec: { host: a.test, to: { kind: Service, name: b, weight: 100 }, port: { targetPort: http2 } } }");

        assertEquals(201, made.status(), () -> text(made));
        Map<String, Object> route = Json.object(text(made));
        assertEquals("a.test", Trees.text(route, "spec", "host").orElse(""));
    }
}
