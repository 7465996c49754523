package io.meshfed.pipelinerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One sandbox for all, in the order in which people would do it; every step a real process. */
@Execution(ExecutionMode.CONCURRENT)
@DisplayName("pipelines on the sandbox")
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
class PipelinesOnSandboxTest {

    @TempDir private static Path folder;
    private static SandboxScene scene;

    private final ShippedRun shipped = new ShippedRun(() -> scene);

    @BeforeAll
    static void start() throws IOException {
        scene = SandboxScene.start(folder);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private void requireGood(RunEnd end) {
        assertTrue(end.good(), () -> end + shipped.logs());
    }

    /** Every result that a Task declares is there, and small. */
    private static void requireResults(RunEnd end) {
        end.tasks()
                .forEach(
                        (name, task) -> {
                            assertTrue(task.results().containsKey("class"), name);
                            int size =
                                    task.results().values().stream().mapToInt(String::length).sum();
                            assertTrue(size <= 1024, () -> name + " writes " + size);
                        });
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(1)
    @DisplayName("a dry run of federate writes nothing")
    void rehearsed() throws InterruptedException {
        RunEnd end = shipped.run(shipped.sample("federate").with("dry-run", "server"));

        requireGood(end);
        assertEquals("Completed", end.reason());
        assertEquals(List.of(), scene.writes());
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(2)
    @DisplayName("verify of what is not federated is red, with the class that says why")
    void notYet() throws InterruptedException {
        RunEnd end = shipped.run(shipped.sample("verify"));

        assertEquals("Failed", end.reason());
        assertEquals("PRECOND", end.task("verify").results().get("class"), shipped::logs);
        assertEquals(12, end.task("verify").exitCode());
        assertEquals("2", end.task("verify").results().get("failed"));
        assertEquals(List.of(), scene.writes());
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(3)
    @DisplayName("federate is green although the container of peers is killed once")
    void federated() throws InterruptedException {
        RunEnd end =
                shipped.run(
                        shipped.sample("federate"),
                        new RunControl(),
                        (call, process) -> {
                            if (call.name().equals("peers/peer") && call.attempt() == 1) {
                                process.destroyForcibly();
                            }
                        });

        requireGood(end);
        requireResults(end);
        assertEquals(2, end.task("peers").attempts());
        assertEquals("2", end.results().get("verified"));
        assertEquals("0", end.results().get("failed"));
        assertEquals(8, scene.writesBesideTheLock().size());
        assertEquals(Map.of("show-status", RunState.WHEN), end.skipped());
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(4)
    @DisplayName("the reports are in the output workspace, a file for each command")
    void reports() throws IOException {
        try (Stream<Path> files = Files.list(scene.folder("claim"))) {
            List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
            assertTrue(names.contains("share-trust.json"), names::toString);
            assertTrue(names.contains("verify-federation.json"), names::toString);
        }
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(5)
    @DisplayName("a second federate sends no write")
    void again() throws InterruptedException {
        RunEnd end = shipped.run(shipped.sample("federate"));

        requireGood(end);
        assertEquals(List.of(), scene.writes());
        assertEquals("0", end.task("peers").results().get("changed"));
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(6)
    @DisplayName("a cancelled verify ends by itself and says so")
    void cancelled() throws InterruptedException {
        RunControl control = new RunControl();
        AtomicBoolean verifying = new AtomicBoolean();
        scene.onRequest(
                () -> {
                    if (verifying.get()) {
                        control.cancel();
                    }
                });
        RunEnd end =
                shipped.run(
                        shipped.sample("verify"),
                        control,
                        (call, process) -> verifying.set(call.name().startsWith("verify/")));
        scene.onRequest(() -> {});

        assertEquals("Cancelled", end.reason());
        assertEquals(
                List.of(new StepEnd("verify/verify-federation", 1, Stop.CANCELLED)),
                end.task("verify").steps());
        String log = shipped.log("verify/verify-federation");
        assertTrue(log.contains("INTERRUPTED"), log);
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(7)
    @DisplayName("verify of what is federated is green")
    void verified() throws InterruptedException {
        RunEnd end = shipped.run(shipped.sample("verify"));

        requireGood(end);
        assertEquals(Map.of("verified", "2", "failed", "0"), end.results());
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(8)
    @DisplayName("the CronJob without Tekton has a command line that verifies")
    void cronJob() throws InterruptedException {
        String text = Catalog.text(Path.of("pipelines/verify/samples/cronjob.yaml.example"));
        JsonNode container =
                Catalog.documents(text)
                        .get(0)
                        .at("/spec/jobTemplate/spec/template/spec/containers/0");
        String args = container.path("args").toString();
        args = args.replace("=/federation/", "=" + scene.folder("configmap") + "/");
        args = args.replace("=/kubeconfig", "=" + scene.folder("secret"));
        List<String> command =
                Stream.of(
                                container.path("command"),
                                Catalog.documents("a: " + args).get(0).path("a"))
                        .flatMap(list -> Variables.none().texts(list).stream())
                        .toList();
        ProcessSteps cron = new ProcessSteps(scene.folder("logs"));
        StepCall call =
                new StepCall(
                        "cron/job",
                        1,
                        Stream.concat(command.stream(), Stream.of("--sync-period=3s")).toList(),
                        Map.of("HOME", scene.folder("pods").toString()),
                        scene.folder("pods"),
                        Durations.of("1m"));

        assertEquals(0, cron.run(call, new Stop()).exitCode(), () -> cron.log("cron/job"));
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(9)
    @DisplayName("unfederate, as the sample has it, only rehearses")
    void unfederateRehearsed() throws InterruptedException {
        RunEnd end = shipped.run(shipped.sample("unfederate"));

        requireGood(end);
        assertEquals(RunState.WHEN, end.skipped().get("unfederate"));
        assertEquals(List.of(), scene.writes());
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(10)
    @DisplayName("unfederate leaves nothing, and a second one finds nothing to do")
    void unfederated() throws InterruptedException {
        RunEnd end = shipped.run(shipped.sample("unfederate").with("dry-run", "none"));
        requireGood(end);
        requireResults(end);
        assertFalse(scene.writes().isEmpty());

        RunEnd second = shipped.run(shipped.sample("unfederate").with("dry-run", "none"));
        requireGood(second);
        assertEquals(List.of(), scene.writes());
        assertEquals("0", second.task("unfederate").results().get("changed"));
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(11)
    @DisplayName("all steps in one pod federate, too, and hand the same results out")
    void compositeFederates() throws InterruptedException {
        TaskEnd end = shipped.inOnePod();

        assertTrue(end.good(), () -> end + shipped.logs());
        assertEquals("2", end.results().get("verified"));
        assertEquals(64, end.results().get("trust-fingerprint").length());
        assertEquals(8, scene.writesBesideTheLock().size());
    }
}
