package io.meshfed.sandbox.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.sandbox.mesh.MeshHandle;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a traffic pattern is answered by the meshes that its objects name")
class PatternsTest {

    private final EastWest meshes = EastWest.federated();
    private final TrafficStage stage = meshes.stage;

    private Map<String, Integer> answers() {
        stage.settle();
        return stage.answers(EastWest.HOST, 100);
    }

    @Test
    @DisplayName("standard: the local mesh answers everything, its versions in turn")
    void standard() {
        assertEquals(Map.of("east", 100), answers());
        assertEquals(50, stage.log.stream().filter(line -> line.contains("/info 200")).count() / 2);
    }

    @Test
    @DisplayName("balance: weights are kept to the request, and swapped ones show")
    void balance() {
        meshes.split(80, EastWest.WEST, 20);
        assertEquals(Map.of("east", 80, "west", 20), answers());

        meshes.split(20, EastWest.WEST, 80);
        assertEquals(Map.of("east", 20, "west", 80), answers());
    }

    @Test
    @DisplayName("balance: three meshes by weight")
    void threeMeshes() {
        meshes.route(
                "{ weight: 50, %s }, { weight: 30, %s }, { weight: 20, %s }"
                        .formatted(
                                EastWest.to(EastWest.LOCAL),
                                EastWest.to(EastWest.WEST),
                                EastWest.to(EastWest.EAST2)),
                "");
        assertEquals(Map.of("east", 50, "west", 30, "east2", 20), answers());
    }

    @Test
    @DisplayName("a host that nobody knows takes its share into nothing")
    void misspelt() {
        meshes.split(50, "kube-info.west-mesh-membr.svc.west-imports.local", 50);

        assertEquals(Map.of("east", 50, "503 NC", 50), answers());
    }

    @Test
    @DisplayName("a port that the other mesh's service does not have is no destination")
    void wrongPort() {
        meshes.route(
                "{ destination: { host: %s, port: { number: 80 } } }".formatted(EastWest.WEST), "");

        assertEquals(Map.of("503 NC", 100), answers());
    }

    @Test
    @DisplayName("mirror: the local mesh answers, and the peer is asked as often as it says")
    void mirror() {
        meshes.route(
                "{ %s }".formatted(EastWest.to(EastWest.LOCAL)),
                ", mirror: { host: %s, port: { number: 8080 } }, mirrorPercentage: { value: 10 }"
                        .formatted(EastWest.WEST));

        assertEquals(Map.of("east", 100), answers());
        assertEquals(10, stage.traffic.copies("west"));
        assertEquals(0, stage.traffic.requests("west"));
        assertTrue(
                stage.log.contains(
                        "west-mesh-member/kube-info GET /info 200 host=%s-shadow mirrored"
                                .formatted(EastWest.HOST)));
    }

    @Test
    @DisplayName("mirror: a host that is not imported gets nothing, and nobody notices")
    void mirrorNotImported() {
        meshes.route(
                "{ %s }".formatted(EastWest.to(EastWest.LOCAL)),
                ", mirror: { host: kube-info.west-mesh-member.svc.cluster.local }");

        assertEquals(Map.of("east", 100), answers());
        assertEquals(0, stage.traffic.copies("west"));
    }

    @Test
    @DisplayName("an export that is withdrawn ends in 503")
    void exportWithdrawn() {
        meshes.split(50, EastWest.WEST, 50);
        meshes.export("rosa", "west", "east", "something-else");

        assertEquals(Map.of("east", 50, "503", 50), withoutFlags(answers()));
    }

    @Test
    @DisplayName("a service without pods has no healthy upstream")
    void noPods() {
        meshes.scaleEast(0);

        assertEquals(Map.of("503 UH", 100), answers());
    }

    @Test
    @DisplayName("a peer without pods breaks the connection off")
    void noPodsAtPeer() {
        meshes.split(0, EastWest.WEST, 100);
        stage.scale("rosa", "west-mesh-member", "kube-info-v1", 0);
        stage.scale("rosa", "west-mesh-member", "kube-info-v2", 0);

        assertEquals(Map.of("503 UC", 100), answers());
    }

    @Test
    @DisplayName("packets that vanish between the meshes end in 503, until they do not")
    void blocked() {
        meshes.split(0, EastWest.WEST, 100);
        stage.settle();
        stage.world.mesh("aro", "east-istio-system").block(west());
        assertEquals(Map.of("503 UF", 100), stage.answers(EastWest.HOST, 100));

        stage.world.mesh("aro", "east-istio-system").unblock(west());
        stage.clock.advance(Duration.ofMinutes(2));
        assertEquals(Map.of("west", 100), stage.answers(EastWest.HOST, 100));
    }

    private MeshHandle west() {
        return stage.world.mesh("rosa", "west-istio-system");
    }

    private static Map<String, Integer> withoutFlags(Map<String, Integer> answers) {
        Map<String, Integer> plain = new TreeMap<>();
        answers.forEach((name, count) -> plain.merge(name.split(" ")[0], count, Integer::sum));
        return plain;
    }
}
