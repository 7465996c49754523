package io.meshfed.pipelinerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshfed.model.Trees;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.ExamplePromotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * One release on one sandbox, as it fares with people, evictions and gates; every step a process.
 */
@Execution(ExecutionMode.CONCURRENT)
@Tag("sweeps")
@DisplayName("the pipeline that promotes, on the sandbox")
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
class PromotionOnSandboxTest {

    private static final String IMAGE = ExamplePromotion.image();
    private static final String PRODUCTION = "rosa-prod-mesh";

    private static final String STAGED =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: kube-info-v2, namespace: stg-member }
            spec:
              selector: { matchLabels: { app: kube-info, version: v2 } }
              template:
                metadata: { labels: { app: kube-info, version: v2 } }
                spec: { containers: [ { name: kube-info, image: "IMAGE" } ] }
            """;

    /** Says yes, but when a test wants it to say no, or to think, at a step of the ramp. */
    private static final String GATE =
            """
            #!/bin/sh
            cd "${0%/*}"
            echo asked >>asked
            [ "$(wc -l <asked)" -gt 1 ] || exit 0
            while [ -e thinking ]; do sleep 0.05; done
            [ ! -e saying-no ]
            """;

    @TempDir private static Path folder;
    private static SandboxScene scene;
    private static Path checkout;

    private final ShippedRun shipped = new ShippedRun(() -> scene);

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        scene = SandboxScene.start(folder);
        checkout = Files.createDirectory(folder.resolve("checkout"));
        Files.copy(Path.of("contexts/aro-rosa/federation.yaml"), file("federation.yaml"));
        Files.writeString(file("promotion.yaml"), promotion());
        Files.writeString(file("gate"), GATE);
        assertTrue(file("gate").toFile().setExecutable(true));
        JsonNode staged = Catalog.documents(STAGED.replace("IMAGE", IMAGE)).get(0);
        scene.sandbox()
                .apiServer("aro")
                .store()
                .put(Trees.object(new ObjectMapper().convertValue(staged, Map.class)));
        ShippedRun federating = new ShippedRun(() -> scene);
        TaskEnd end = federating.alone("meshfed-federate");
        assertTrue(end.good(), () -> end + federating.logs());
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static Path file(String name) {
        return checkout.resolve(name);
    }

    /** The example, short, with a gate that a test can turn. */
    private static String promotion() throws IOException {
        return Files.readString(Path.of("contexts/aro-rosa/promotion.yaml.example"))
                .replaceAll("(?m)^  manifests: .*$", "")
                .replace("finish: install", "finish: serve-from-staging")
                .replaceAll("(?m)^  - [{] (mirror: 100|weight: 5|weight: 25), for.*$", "")
                .replace("for: 10m", "for: 1s")
                .replaceAll(
                        "(?m)^  - probe: .*$",
                        "  - command: { argv: [" + file("gate") + "], timeout: 60s }");
    }

    private RunRequest request() throws IOException {
        Files.deleteIfExists(file("asked"));
        return shipped.sample("promote")
                .with("approval", "gate")
                .with("approver", "jane")
                .with("wait", "0s")
                .with("federation", Binding.of(checkout));
    }

    private RunEnd run(RunRequest request, BiConsumer<StepCall, Process> onStart)
            throws InterruptedException {
        return shipped.run(request, new RunControl(), onStart);
    }

    private String holder() {
        return scene.sandbox()
                .apiServer("rosa")
                .store()
                .get(ResourceTypes.LEASE, PRODUCTION, "meshfed-promotion-" + PRODUCTION)
                .flatMap(lease -> Trees.value(lease, "spec", "holderIdentity"))
                .map(String::valueOf)
                .orElse("");
    }

    private boolean routed() {
        return scene.sandbox()
                .apiServer("rosa")
                .store()
                .get(ResourceTypes.VIRTUAL_SERVICE, "prod-member", "meshfed-kube-info")
                .isPresent();
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(1)
    @DisplayName("refused by the person who was asked, nothing is written")
    void refused() throws IOException, InterruptedException {
        RunEnd end = shipped.approving(false).run(request());

        assertEquals("Failed", end.reason(), shipped::logs);
        assertEquals("unchanged", end.results().get("verdict"), shipped::logs);
        assertTrue(end.results().get("plan-digest").startsWith("sha256:"), end::toString);
        assertEquals(List.of(), scene.writesBesideTheLock());
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(2)
    @DisplayName("killed in the middle of the ramp, it is taken back and the lock given back")
    void killed() throws IOException, InterruptedException {
        Path thinking = Files.createFile(file("thinking"));
        RunRequest request = request();
        RunEnd end =
                run(
                        request,
                        (call, process) -> {
                            if (call.name().equals("promote/promote")) {
                                new Thread(() -> killWhenAsked(process)).start();
                            } else if (call.name().equals("finish/roll-back")) {
                                assertTrue(routed(), "it had led requests to the peer");
                            }
                        });
        Files.deleteIfExists(thinking);

        assertEquals("Failed", end.reason());
        assertEquals(255, end.task("promote").exitCode(), shipped::logs);
        assertEquals("rolled-back", end.results().get("verdict"), shipped::logs);
        assertFalse(routed(), "all requests are at home");
        assertEquals("", holder());
    }

    private static void killWhenAsked(Process process) {
        try {
            while (process.isAlive()
                    && (!Files.exists(file("asked"))
                            || Files.readAllLines(file("asked")).size() < 2)) {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(3)
    @DisplayName("a gate that says no has it taken back, and the release is called failed")
    void failing() throws IOException, InterruptedException {
        Path no = Files.createFile(file("saying-no"));
        RunEnd end = shipped.run(request());
        Files.delete(no);

        assertEquals(16, end.task("promote").exitCode(), shipped::logs);
        assertEquals("failed", end.results().get("verdict"), shipped::logs);
        assertFalse(routed(), "all requests are at home");
        assertEquals("", holder());
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(1)
    @DisplayName("with nobody asked, what needs an approval is refused, and nothing is written")
    void nobodyAsked() throws IOException, InterruptedException {
        RunEnd end = shipped.run(request().with("approval", "none"));

        assertEquals(10, end.task("promote").exitCode(), shipped::logs);
        assertEquals("unchanged", end.results().get("verdict"), shipped::logs);
        assertEquals(List.of(), scene.writesBesideTheLock());
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(4)
    @DisplayName("a good one pauses where it is told to, and the next run promotes the same plan")
    void good() throws IOException, InterruptedException {
        RunEnd paused =
                shipped.run(
                        request().with("override", "the gate was mended").with("pause-after", "1"));

        assertTrue(paused.good(), () -> paused + shipped.logs());
        assertEquals("paused", paused.results().get("verdict"));
        assertTrue(routed(), "requests are led to the peer");

        RunEnd end = shipped.run(request().with("resume", "true"));

        assertTrue(end.good(), () -> end + shipped.logs());
        assertEquals("promoted", end.results().get("verdict"));
        assertEquals(paused.results().get("plan-digest"), end.results().get("plan-digest"));
        Map<String, String> promoted = end.task("promote").results();
        assertEquals(end.results().get("plan-digest"), promoted.get("PLAN_DIGEST"));
        assertEquals(IMAGE, promoted.get("IMAGES"));
        assertTrue(routed(), "requests are led to the peer");
        assertEquals("", holder());
    }
}
