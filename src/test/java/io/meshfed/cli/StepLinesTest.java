package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.catalog.Definitions;
import io.meshfed.catalog.ResultDefinition;
import io.meshfed.catalog.StepDefinition;
import io.meshfed.contexts.FederationReader;
import io.meshfed.sandbox.Sandbox;
import io.meshfed.sandbox.SandboxOptions;
import io.meshfed.testing.ExamplePromotion;
import io.meshfed.testing.Federations;
import io.meshfed.testing.InfoServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the command line in a Task is one that the program takes")
class StepLinesTest {

    private static final Duration START = Duration.ofMinutes(1);

    /** Each after what it builds upon. */
    private static final List<String> IN_ORDER =
            List.of(
                    "validate",
                    "verify-access",
                    "await-control-plane",
                    "extract-root",
                    "locate-gateway",
                    "share-trust",
                    "export-services",
                    "import-services",
                    "peer",
                    "verify-federation",
                    "status",
                    "plan",
                    "route-traffic",
                    "scale-workload",
                    "probe-service",
                    "failover-drill",
                    "judge-gates",
                    "plan-promotion",
                    "promote",
                    "roll-back",
                    "acquire-lock",
                    "promotion-status",
                    "promotion-history",
                    "release-lock",
                    "unpeer",
                    "federate",
                    "unfederate",
                    "apply-manifests",
                    "delete-manifests");

    private static final Set<String> ONE_MESH =
            Set.of("route-traffic", "scale-workload", "probe-service", "failover-drill");

    private static final Set<String> PROMOTING = Set.of("promote", "roll-back");

    @TempDir private Path folder;
    private final InfoServer service = InfoServer.of("aro-stg-mesh");

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    @DisplayName("every step succeeds with its defaults, and writes every result and its report")
    void succeed() throws IOException {
        try (Sandbox sandbox = sandbox()) {
            Path kubeconfig = Files.createDirectory(folder.resolve("kubeconfig"));
            sandbox.writeKubeconfig(kubeconfig.resolve("kubeconfig"));
            sandbox.awaitReady(START);
            Path output = Files.createDirectory(folder.resolve("output"));
            Path manifests = Files.createDirectory(folder.resolve("manifests"));
            Files.writeString(
                    manifests.resolve("map.yaml"),
                    "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default}}");
            stageRelease(kubeconfig);
            for (StepDefinition step : ordered()) {
                TaskLine line =
                        line(step)
                                .bound("kubeconfig", kubeconfig)
                                .bound("output", output)
                                .bound("manifests", manifests);
                boolean planned = step.name().equals("plan-promotion");
                SortedMap<String, String> results = run(step, line, planned ? 2 : 0);

                assertEquals(planned ? "DIFF" : "OK", results.get("class"), step.name());
                results.forEach(
                        (name, value) -> assertFalse(value.isEmpty(), step.name() + " " + name));
                assertTrue(Files.exists(output.resolve(step.name() + ".json")), step.name());
            }
            assertTrue(Files.exists(output.resolve("aro-stg-mesh.pem")));
        }
    }

    @Test
    @DisplayName("every step that fails writes every result all the same")
    void fail() throws IOException {
        for (StepDefinition step : ordered()) {
            SortedMap<String, String> results =
                    run(step, line(step).with("federation", "missing.yaml"), 10);

            assertEquals("INPUT", results.get("class"), step.name());
        }
    }

    @Test
    @DisplayName("an option that no pipeline may know fails too with every result written")
    void wrongValue() throws IOException {
        for (StepDefinition step : ordered()) {
            SortedMap<String, String> results = run(step, line(step).with("output", "xml"), 10);

            assertEquals("INPUT", results.get("class"), step.name());
        }
    }

    private List<StepDefinition> ordered() {
        List<StepDefinition> steps = new ArrayList<>(Definitions.steps(CommandModel.root()));
        assertEquals(
                new TreeSet<>(IN_ORDER),
                new TreeSet<>(steps.stream().map(StepDefinition::name).toList()));
        steps.sort((one, other) -> IN_ORDER.indexOf(one.name()) - IN_ORDER.indexOf(other.name()));
        return steps;
    }

    private static Sandbox sandbox() {
        return Sandbox.start(
                FederationReader.parse(Federations.ARO_ROSA, "federation.yaml").federation(),
                SandboxOptions.usual().withSpeed(20));
    }

    private TaskLine line(StepDefinition step) throws IOException {
        Path federation = folder.resolve("federation");
        Files.createDirectories(federation);
        Files.writeString(federation.resolve("federation.yaml"), Federations.ARO_ROSA);
        Files.writeString(federation.resolve("promotion.yaml"), promotion());
        Files.writeString(federation.resolve("serving.yaml"), serving());
        Files.writeString(federation.resolve("quick.yaml"), quick());
        return TaskLine.of(step.name())
                .with("applyset", "lines")
                .with(step.name().equals("judge-gates") ? "federation" : "none", "promotion.yaml")
                .with(step.name().equals("plan-promotion") ? "federation" : "other", "serving.yaml")
                .with(PROMOTING.contains(step.name()) ? "federation" : "no", "quick.yaml")
                .with("service", "kube-info")
                .with(step.name().endsWith("-lock") ? "holder" : "nobody", "pipeline-1")
                .with("pattern", "balance:aro-stg-mesh=50,rosa-prod-mesh=50")
                .with("workload", "aro-stg-mesh/istiod-aro-stg")
                .with("replicas", "1")
                .with("url", step.name().equals("judge-gates") ? "" : service.url())
                .with("requests", "20")
                .with("restore", "true")
                .with(ONE_MESH.contains(step.name()) ? "mesh" : "unknown", "aro-stg-mesh")
                .bound("federation", federation)
                .with("sync-period", "3s")
                .with("interval", "100ms")
                .with("settle", "10ms");
    }

    /** The example, with a gate that needs nothing but a program. */
    private static String promotion() throws IOException {
        return Files.readString(Path.of("contexts/aro-rosa/promotion.yaml.example"))
                .replaceAll(
                        "(?m)^  - probe: .*$", "  - command: { argv: [/bin/true], timeout: 10s }");
    }

    /** The same, of a release that nothing has to be installed of. */
    private static String serving() throws IOException {
        return promotion()
                .replaceAll("(?m)^  manifests: .*$", "")
                .replace("finish: install", "finish: serve-from-staging");
    }

    /** The same, with one short step, and approved by nobody. */
    private static String quick() throws IOException {
        return serving()
                .replaceAll("(?m)^  - [{] (mirror: 100|weight: 5|weight: 25), for.*$", "")
                .replace("for: 10m", "for: 1s")
                .replace("approval: required", "approval: none");
    }

    /** What staging has to run before anybody can plan to promote it. */
    private void stageRelease(Path kubeconfig) throws IOException {
        Path staged = folder.resolve("staged.yaml");
        Files.writeString(
                staged,
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: kube-info-v2, namespace: stg-member }
                spec:
                  selector: { matchLabels: { app: kube-info, version: v2 } }
                  template:
                    metadata: { labels: { app: kube-info, version: v2 } }
                    spec: { containers: [ { name: kube-info, image: "%s" } ] }
                """
                        .formatted(ExamplePromotion.image()));
        Path federation = Files.writeString(folder.resolve("staging.yaml"), Federations.ARO_ROSA);
        Cli.Outcome outcome =
                Cli.run(
                        "apply-manifests",
                        "--federation=" + federation,
                        "--kubeconfig=" + kubeconfig.resolve("kubeconfig"),
                        "--cluster=aro",
                        "--applyset=staged",
                        "--no-wait",
                        staged.toString());
        assertEquals(0, outcome.exit(), outcome::err);
    }

    private SortedMap<String, String> run(StepDefinition step, TaskLine line, int exit)
            throws IOException {
        Path results = Files.createTempDirectory(folder, "results");
        Cli.Outcome outcome = Cli.run(line.arguments(results));
        assertEquals(exit, outcome.exit(), () -> step.name() + outcome.out() + outcome.err());

        SortedMap<String, String> written = TaskLine.results(results);
        assertEquals(
                step.command().results().stream().map(ResultDefinition::name).toList(),
                List.copyOf(written.keySet()),
                step.name());
        for (ResultDefinition result : step.command().results()) {
            int bytes = written.get(result.name()).getBytes(StandardCharsets.UTF_8).length;
            assertTrue(bytes <= result.maxBytes(), step.name() + " " + result.name());
        }
        return written;
    }
}
