package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.manifests.ManifestSource;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import io.meshfed.steps.sets.SetOptions;
import io.meshfed.testing.FakeIstiods;
import io.meshfed.testing.Federations;
import io.meshfed.testing.Run;
import io.meshfed.testing.SandboxClusters;
import io.meshfed.testing.SeededFederation;
import io.meshfed.testing.StepHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a mesh of which nobody knows whether a drill was cut off there")
class UnknownDrillsTest {

    private final Federation federation = Federations.read(Federations.TRIANGLE);

    @TempDir Path folder;
    private SandboxClusters clusters;
    private StepHarness harness;

    @BeforeEach
    void start() {
        clusters = SandboxClusters.start(folder, List.of("aro", "rosa", "third"));
        SeededFederation seeded = SeededFederation.install(clusters, federation);
        harness =
                new StepHarness(clusters, federation)
                        .hooked(new FakeIstiods(clusters, federation, seeded));
    }

    @AfterEach
    void stop() {
        clusters.close();
    }

    /** An answer that no second try makes better. */
    private void hide() {
        clusters.fault(
                "third",
                FaultPlan.always(
                        request -> request.path().contains("meshfed-drill-south"),
                        Fault.redirect("https://login.example.com/")));
    }

    private static void requireOnlySouthFailed(Run run) {
        List<Failure> failures = run.last().failures();
        assertEquals(
                List.of(Set.of("south")),
                failures.stream().map(Failure::meshes).toList(),
                () -> "" + failures);
        assertEquals(ErrorClass.TRANSIENT, failures.get(0).error().errorClass());
        assertTrue(run.writes().stream().noneMatch(write -> write.cluster().equals("third")));
    }

    private Set<String> peers() {
        return List.of("aro/east-mesh/west", "rosa/west-mesh/east", "aro/east-mesh/south").stream()
                .filter(
                        place -> {
                            String[] parts = place.split("/");
                            return clusters.raw(parts[0])
                                    .has(new ObjectRef(ResourceTypes.PEER, parts[1], parts[2]));
                        })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @DisplayName("keeps its peerings, and the others are taken apart")
    void unpeer() {
        harness.run(new PeerStep()).requireOk();
        assertEquals(3, peers().size());
        hide();

        Run run = harness.run(new UnpeerStep(Duration.ZERO));

        requireOnlySouthFailed(run);
        assertEquals(Set.of("aro/east-mesh/south"), peers());
    }

    @Test
    @DisplayName("gets no workloads, and the other clusters do")
    void apply(@TempDir Path manifests) throws IOException {
        Files.writeString(
                manifests.resolve("one.yaml"),
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: web, namespace: shop }
                spec:
                  selector: { matchLabels: { app: web } }
                  template:
                    metadata: { labels: { app: web } }
                    spec: { containers: [{ name: web, image: "quay.io/example/web:v1" }] }
                """);
        for (String cluster : List.of("aro", "rosa", "third")) {
            clusters.raw(cluster).put(new ObjectRef(ResourceTypes.NAMESPACE, "", "shop"), Map.of());
        }
        hide();

        Run run = harness.run(applied(manifests));

        requireOnlySouthFailed(run);
        ObjectRef web = new ObjectRef(ResourceTypes.DEPLOYMENT, "shop", "web");
        assertTrue(clusters.raw("aro").has(web) && clusters.raw("rosa").has(web));
    }

    private static ApplyManifestsStep applied(Path manifests) {
        return new ApplyManifestsStep(
                new ManifestSource(List.of(manifests), "", ""),
                new SetOptions(
                        "configmap/of-test",
                        "shop",
                        "",
                        SetOptions.Whose.CLUSTER,
                        new SetOptions.After(true, false)));
    }

    @Test
    @DisplayName("is shown with the reason by status")
    void shown() {
        hide();

        List<Map<String, Object>> rows =
                harness.run(new StatusStep(Duration.ofSeconds(60))).rows("drills");

        assertEquals(1, rows.size());
        assertEquals("south", rows.get(0).get("mesh"));
        assertTrue(rows.get(0).get("problem").toString().contains("redirects"), rows::toString);
    }
}
