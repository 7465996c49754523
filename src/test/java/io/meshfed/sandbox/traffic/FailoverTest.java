package io.meshfed.sandbox.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the peer takes over when, and only when, all that it needs is there")
class FailoverTest {

    private static final String WEST = ", locality: { region: us-west }";
    private static final String FAILOVER =
            "loadBalancer: { localityLbSetting: { enabled: true, failover: [{ from: us-east, to: us-west }] } }";
    private static final String OUTLIERS =
            ", outlierDetection: { consecutive5xxErrors: 3, interval: 10s, baseEjectionTime: 1m }";

    private final EastWest meshes = EastWest.federated();
    private final TrafficStage stage = meshes.stage;

    private Map<String, Integer> answers() {
        stage.settle();
        return stage.answers(EastWest.HOST, 100);
    }

    /** The full list of the peer's exports has to come once more. */
    private void resync() {
        stage.clock.advance(Duration.ofSeconds(130));
    }

    @Test
    @DisplayName("local while there are local pods, the peer without, and local again with them")
    void failsOverAndBack() {
        meshes.merge("west", WEST);
        meshes.rule(FAILOVER + OUTLIERS);
        resync();
        assertEquals(Map.of("east", 100), answers());

        meshes.scaleEast(0);
        assertEquals(Map.of("west", 100), answers());

        meshes.scaleEast(1);
        assertEquals(Map.of("east", 100), answers());
    }

    @Test
    @DisplayName(
            "without outlier detection places mean nothing: the peer has its share all the time")
    void withoutOutlierDetection() {
        meshes.merge("west", WEST);
        meshes.rule(FAILOVER);
        resync();

        // Two pods and one egress gateway.
        Map<String, Integer> answers = answers();
        assertTrue(answers.get("west") >= 33 && answers.get("west") <= 34, answers::toString);
    }

    @Test
    @DisplayName("with places switched off the peer has its share all the time")
    void switchedOff() {
        meshes.merge("west", WEST);
        meshes.rule("loadBalancer: { localityLbSetting: { enabled: false } }" + OUTLIERS);
        resync();

        assertTrue(answers().get("west") >= 33);
    }

    @Test
    @DisplayName("an import that is not merged takes nothing over")
    void notAsLocal() {
        meshes.take("aro", "east", "west", "", WEST);
        meshes.rule(FAILOVER + OUTLIERS);
        resync();
        meshes.scaleEast(0);

        assertEquals(Map.of("503 UH", 100), answers());
    }

    @Test
    @DisplayName("of two peers the one whose place is named takes over")
    void placeNamed() {
        meshes.merge("west", WEST);
        meshes.merge("east2", ", locality: { region: eu-west }");
        meshes.rule(FAILOVER + OUTLIERS);
        resync();
        meshes.scaleEast(0);

        assertEquals(Map.of("west", 100), answers());
    }

    @Test
    @DisplayName("without a place on its import it is one of two that take over")
    void placeMissing() {
        meshes.merge("west", "");
        meshes.merge("east2", ", locality: { region: eu-west }");
        meshes.rule(FAILOVER + OUTLIERS);
        resync();
        meshes.scaleEast(0);

        assertEquals(Map.of("west", 50, "east2", 50), answers());
    }

    @Test
    @DisplayName("a subset by the pods' labels has no peer in it, one by the peer's name has")
    void subsets() {
        meshes.merge("west", WEST);
        stage.apply(
                "aro",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: DestinationRule
                metadata: { name: kube-info, namespace: east-mesh-member }
                spec:
                  host: kube-info
                  subsets:
                  - { name: v1, labels: { version: v1 } }
                  - { name: there, labels: { topology.istio.io/cluster: west } }
                  - { name: nowhere, labels: { version: v9 } }
                """);
        resync();

        assertEquals(Map.of("east", 100), toSubset("v1"));
        assertEquals(Map.of("west", 100), toSubset("there"));
        assertEquals(Map.of("503 UH", 100), toSubset("nowhere"));
        assertEquals(Map.of("503 NC", 100), toSubset("unheard-of"));
    }

    private Map<String, Integer> toSubset(String subset) {
        meshes.route(
                "{ destination: { host: %s, subset: %s, port: { number: 8080 } } }"
                        .formatted(EastWest.LOCAL, subset),
                "");
        return answers();
    }

    @Test
    @DisplayName("pods that answer 500 are left out after so many, for so long, and the peer helps")
    void ejected() {
        meshes.merge("west", WEST);
        meshes.rule(
                FAILOVER
                        + ", outlierDetection: { consecutive5xxErrors: 3, baseEjectionTime: 1m, maxEjectionPercent: 100 }");
        resync();
        meshes.deploy("aro", "east", "v1", "sandbox.meshfed.io/answers: '500'");
        meshes.deploy("aro", "east", "v2", "sandbox.meshfed.io/answers: '500'");

        assertEquals(Map.of("500", 6, "west", 94), answers());
        assertEquals(Map.of("west", 100), answers());

        stage.clock.advance(Duration.ofMinutes(1));
        assertEquals(Map.of("500", 6, "west", 94), stage.answers(EastWest.HOST, 100));
    }

    @Test
    @DisplayName("one of ten may be left out when nobody says more: the others go on failing")
    void fewEjected() {
        meshes.merge("west", WEST);
        meshes.rule(FAILOVER + OUTLIERS);
        resync();
        meshes.deploy("aro", "east", "v1", "sandbox.meshfed.io/answers: '500'");
        meshes.deploy("aro", "east", "v2", "sandbox.meshfed.io/answers: '500'");

        assertTrue(answers().get("500") > 50);
    }
}
