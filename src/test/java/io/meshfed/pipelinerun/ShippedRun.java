package io.meshfed.pipelinerun;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Runs the samples that are shipped against a sandbox, every step a process. */
final class ShippedRun {

    private static final Catalog SHIPPED = Catalog.shipped();

    /** What a federation on a sandbox that runs twenty times as fast is told. */
    private static final Map<String, String> FAST =
            Map.of("sync-period", "3s", "interval", "250ms");

    private final Supplier<SandboxScene> scene;
    private boolean approving = true;
    private ProcessSteps processes;
    private TaskRunner tasks;

    ShippedRun(Supplier<SandboxScene> scene) {
        this.scene = scene;
    }

    /** Whether people who are asked say yes. */
    ShippedRun approving(boolean yes) {
        approving = yes;
        return this;
    }

    /** The plain sample of a pipeline. */
    RunRequest sample(String folder) {
        Path file = Path.of("pipelines", folder, "samples/pipelinerun.yaml.example");
        return request(Catalog.documents(Catalog.text(file)).get(0));
    }

    /** A PipelineRun, as fast as the sandbox. */
    RunRequest request(JsonNode run) {
        RunRequest request = RunRequest.of(run, scene.get().volumes());
        for (JsonNode each : SHIPPED.find("Pipeline", request.pipeline()).at("/spec/params")) {
            String param = each.path("name").asText();
            if (FAST.containsKey(param)) {
                request = request.with(param, FAST.get(param));
            }
        }
        return request.with("output", Binding.of(scene.get().folder("claim")));
    }

    RunEnd run(RunRequest request) throws InterruptedException {
        return run(request, new RunControl(), (call, process) -> {});
    }

    /**
     * @param onStart sees every process, and may end it
     */
    RunEnd run(RunRequest request, RunControl control, BiConsumer<StepCall, Process> onStart)
            throws InterruptedException {
        long begin = begin(onStart);
        try (PipelineRunner runner = new PipelineRunner(tasks)) {
            return runner.run(request, control);
        } finally {
            told(request.pipeline(), begin);
        }
    }

    /** The sample of the composite Task. */
    TaskEnd inOnePod() throws InterruptedException {
        Path file = Path.of("pipelines/federate/samples/taskrun.yaml.example");
        JsonNode spec = Catalog.documents(Catalog.text(file)).get(0).path("spec");
        RunRequest request = RunRequest.of(Catalog.documents("spec: " + spec).get(0), volumes());
        Map<String, JsonNode> params = new TreeMap<>(request.params());
        FAST.forEach((name, value) -> params.put(name, Catalog.documents(value).get(0)));
        String name = spec.at("/taskRef/name").asText();
        TaskCall call =
                new TaskCall(
                        "pod",
                        SHIPPED.find("Task", name),
                        params,
                        request.workspaces(),
                        Durations.of(spec.path("timeout").asText()));
        long begin = begin((step, process) -> {});
        TaskEnd end = tasks.run(call, 0, new Stop());
        told(name, begin);
        return end;
    }

    /** One Task with its defaults, in a pod of its own. */
    TaskEnd alone(String name) throws InterruptedException {
        Map<String, JsonNode> params = new TreeMap<>();
        FAST.forEach((param, value) -> params.put(param, Catalog.documents(value).get(0)));
        TaskCall call =
                new TaskCall(
                        "alone",
                        SHIPPED.find("Task", name),
                        params,
                        Map.of(
                                "federation",
                                volumes().get("configmap/meshfed-federation"),
                                "kubeconfig",
                                volumes().get("secret/meshfed-kubeconfig")),
                        Durations.of("5m"));
        begin((step, process) -> {});
        return tasks.run(call, 0, new Stop());
    }

    private Map<String, Binding> volumes() {
        return scene.get().volumes();
    }

    private long begin(BiConsumer<StepCall, Process> onStart) {
        scene.get().writes();
        processes = new ProcessSteps(scene.get().folder("logs"), onStart).approving(approving);
        try {
            Path pods = Files.createTempDirectory(scene.get().folder("pods"), "run");
            tasks = new TaskRunner(SHIPPED, processes, pods);
        } catch (IOException notMade) {
            throw new AssertionError(notMade);
        }
        return System.nanoTime();
    }

    private void told(String what, long begin) {
        long millis = (System.nanoTime() - begin) / 1_000_000;
        System.out.printf("%s: %d pods, %d ms%n", what, tasks.pods(), millis);
    }

    String logs() {
        return processes.logs();
    }

    String log(String step) {
        return processes.log(step);
    }
}
