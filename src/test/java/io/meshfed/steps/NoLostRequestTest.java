package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ClusterObject;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.traffic.PatternWish;
import io.meshfed.traffic.TrafficPattern;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("requests that come in while their pattern changes")
@Timeout(480)
class NoLostRequestTest {

    private static final Duration SYNC = Duration.ofMillis(1500);

    @TempDir private static Path folder;
    private static DrillStage stage;

    @BeforeAll
    static void start() {
        stage = DrillStage.start(folder);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    @DisplayName("are all answered, on the way to a failover from a balance, and back")
    void noneIsLost() throws InterruptedException {
        Map<String, Integer> answers =
                during(
                        "balance:east=50,west=50",
                        "failover:west",
                        "balance:east=50,west=50",
                        "none");

        assertEquals(Set.of("200 east", "200 west"), answers.keySet(), answers::toString);
    }

    @Test
    @DisplayName(
            "are all answered at home, on the way to a failover and back, as long as home is well")
    void noneLeavesHome() throws InterruptedException {
        Map<String, Integer> answers = during("standard", "failover:west", "none");

        assertEquals(Set.of("200 east"), answers.keySet(), answers::toString);
    }

    /** Who answered how often, from before the first of these patterns until after the last. */
    private static Map<String, Integer> during(String... patterns) throws InterruptedException {
        Map<String, Integer> answers = new TreeMap<>();
        Visitor visitor = new Visitor(answers);
        visitor.start();
        try {
            for (String pattern : patterns) {
                stage.harness().run(Pipelines.alone(route(pattern))).requireOk();
            }
        } finally {
            visitor.over = true;
            visitor.join();
        }
        int all = answers.values().stream().mapToInt(Integer::intValue).sum();
        assertTrue(all > 50, answers::toString);
        return answers;
    }

    private static RouteTrafficStep route(String pattern) {
        return new RouteTrafficStep(
                "east",
                "kube-info",
                PatternWish.of(TrafficPattern.parse(pattern).orElseThrow()),
                Set.of(),
                SYNC);
    }

    /** One request after the other. */
    private static final class Visitor extends Thread {

        private final Map<String, Integer> answers;
        private final String host = host();
        private volatile boolean over;

        Visitor(Map<String, Integer> answers) {
            this.answers = answers;
        }

        private static String host() {
            return stage.aro().list(ResourceTypes.ROUTE).stream()
                    .filter(route -> route.ref().namespace().equals("east-istio-system"))
                    .flatMap((ClusterObject route) -> route.text("spec", "host").stream())
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void run() {
            while (!over) {
                answers.merge(answer(), 1, Integer::sum);
            }
        }

        private String answer() {
            String[] door = stage.live.routes().split(":");
            try (Socket socket = new Socket(door[0], Integer.parseInt(door[1]))) {
                String request =
                        "GET /info HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                                .formatted(host);
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                String text =
                        new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                String mesh = text.contains("\"mesh\":\"west\"") ? "west" : "east";
                return text.split(" ", 3)[1] + " " + mesh;
            } catch (IOException failed) {
                return failed.toString();
            }
        }
    }
}
