package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.LockOptions;
import io.meshfed.cluster.VirtualTime;
import io.meshfed.cluster.WriteLocks;
import io.meshfed.engine.Step;
import io.meshfed.manifests.ManifestSource;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.steps.sets.SetOptions;
import io.meshfed.testing.Run;
import io.meshfed.testing.StepHarness;
import io.meshfed.traffic.PatternWish;
import io.meshfed.traffic.TrafficPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("what a drill changed that was killed, no other command writes over")
class OpenDrillsTest {

    private static final Duration SYNC = Duration.ofMillis(1500);
    private static final String RESTORE =
            "meshfed failover-drill --restore --mesh east --service east-mesh-member/kube-info";

    @TempDir private static Path folder;
    private static DrillStage stage;

    @BeforeAll
    static void start() {
        stage = DrillStage.start(folder);
        stage.route("failover:west@us-east");
        kill();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    /** The memory, and both workloads scaled to none: the pattern stood already. */
    private static void kill() {
        assertTrue(stage.harness().crash(3, List.of(stage.drill())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "standard", "mirror:west=100"})
    @DisplayName("its service is not routed otherwise")
    void route(String pattern) {
        PatternWish wish = PatternWish.of(TrafficPattern.parse(pattern).orElseThrow());

        requireRefused(new RouteTrafficStep("east", "kube-info", wish, Set.of(), SYNC));
    }

    @Test
    @DisplayName("its workloads are not scaled")
    void scale() {
        requireRefused(new ScaleWorkloadStep("east", "east-mesh-member/kube-info-v1", 1, false));
    }

    @Test
    @DisplayName("its peering is not taken apart")
    void unpeer() {
        requireRefused(new UnpeerStep(Duration.ZERO));
    }

    @Test
    @DisplayName("its workloads are not applied, and other objects are")
    void apply(@TempDir Path manifests) throws IOException {
        write(manifests, "apps/v1", "Deployment", "kube-info-v2");
        requireRefused(applied(manifests));

        write(manifests, "apps/v1", "Deployment", "other");
        onAro().run(applied(manifests)).requireOk();
        onAro().run(
                        new DeleteManifestsStep(
                                new ManifestSource(List.of(manifests), "", ""), options()))
                .requireOk();
    }

    private static StepHarness onAro() {
        Federation east =
                stage.federation.without(mesh -> mesh.name().equals("west"), peering -> true);
        return new StepHarness(stage.live, east).within(Duration.ofMinutes(1));
    }

    private static ApplyManifestsStep applied(Path manifests) {
        return new ApplyManifestsStep(new ManifestSource(List.of(manifests), "", ""), options());
    }

    private static void write(Path manifests, String version, String kind, String name)
            throws IOException {
        Files.writeString(
                manifests.resolve("one.yaml"),
                """
                apiVersion: %s
                kind: %s
                metadata: { name: %s, namespace: east-mesh-member }
                spec:
                  replicas: 1
                  selector: { matchLabels: { app: other } }
                  template:
                    metadata: { labels: { app: other } }
                    spec: { containers: [{ name: other, image: "quay.io/example/other:v1" }] }
                """
                        .formatted(version, kind, name));
    }

    private static SetOptions options() {
        return new SetOptions(
                "configmap/of-test",
                "east-mesh-member",
                "",
                SetOptions.Whose.CLUSTER,
                new SetOptions.After(true, true));
    }

    @Test
    @DisplayName("status shows it with the line that puts it back, and nothing once it is back")
    void shown() {
        assertEquals(
                List.of(
                        Map.of(
                                "mesh",
                                "east",
                                "service",
                                "east-mesh-member/kube-info",
                                "restore",
                                RESTORE)),
                drills());

        stage.harness().run(DrillStage.restore()).requireOk();

        assertEquals(List.of(), drills());
        kill();
    }

    private static Object drills() {
        return stage.harness().run(new StatusStep(SYNC)).last().data().get("drills");
    }

    @Test
    @DisplayName("another service of the mesh, and another workload, are free")
    void others() {
        PatternWish none = PatternWish.of(TrafficPattern.NONE);
        stage.harness()
                .run(new RouteTrafficStep("east", "east-mesh-member/other", none, Set.of(), SYNC))
                .requireOk();

        FederationException missing =
                stage.harness()
                        .run(new ScaleWorkloadStep("east", "east-mesh-member/other", 1, false))
                        .failure(ErrorClass.PRECOND);
        assertTrue(missing.getMessage().contains("has no Deployment"), () -> Run.text(missing));
    }

    private final VirtualTime time = new VirtualTime(new Cancellation());

    private static ObjectRef lease() {
        return WriteLocks.lease(stage.federation, stage.federation.clusters().get(0));
    }

    /** As a drill does while it lives. */
    private static void hold(int sign) {
        stage.aro()
                .apply(
                        lease(),
                        Map.of(
                                "metadata",
                                Map.of(
                                        "labels",
                                        Ownership.labels(stage.federation.name()),
                                        "annotations",
                                        Map.of("meshfed.io/nonce", "n-drill", "sign", "" + sign)),
                                "spec",
                                Map.of("holderIdentity", "drill")),
                        "another-run");
    }

    private static List<Step> writers(Path manifests) {
        PatternWish none = PatternWish.of(TrafficPattern.NONE);
        return List.of(
                new RouteTrafficStep("east", "kube-info", none, Set.of(), SYNC),
                new ScaleWorkloadStep("east", "east-mesh-member/kube-info-v1", 1, false),
                new UnpeerStep(Duration.ZERO),
                applied(manifests));
    }

    @Test
    @DisplayName("C1: while it lives, who holds the lock is told, and not that it was cut off")
    void underWay(@TempDir Path manifests) throws IOException {
        write(manifests, "apps/v1", "Deployment", "kube-info-v2");
        AtomicInteger signs = new AtomicInteger();
        hold(0);
        time.inEachPause(pause -> hold(signs.incrementAndGet()));
        for (Step step : writers(manifests)) {
            Run run = stage.harness().locking(LockOptions.alone("run-1"), time).run(step);

            FederationException refused = run.failure(ErrorClass.CONFLICT);
            assertTrue(refused.getMessage().contains("'drill' holds Lease"), refused::toString);
            assertEquals(List.of(), run.changes());
        }
        stage.aro().delete(lease());
    }

    @Test
    @DisplayName(
            "C1: with --lock-wait a drill is waited for, and what it has put back is no obstacle")
    void waitedFor() {
        AtomicInteger signs = new AtomicInteger();
        hold(0);
        time.inEachPause(
                pause -> {
                    hold(signs.incrementAndGet());
                    if (signs.get() == 5) {
                        stage.harness().run(DrillStage.restore()).requireOk();
                        stage.aro().delete(lease());
                    }
                });
        LockOptions patient = LockOptions.alone("run-1").waiting(Duration.ofMinutes(10));

        stage.harness()
                .locking(patient, time)
                .run(new ScaleWorkloadStep("east", "east-mesh-member/kube-info-v1", 1, false))
                .requireOk();

        stage.harness()
                .run(new ScaleWorkloadStep("east", "east-mesh-member/kube-info-v1", 2, false))
                .requireOk();
        kill();
    }

    @Test
    @DisplayName("a rehearsal asks for no lock, and says that it may be under way")
    void rehearsed() {
        Run run =
                stage.harness()
                        .locking(LockOptions.alone("run-1"), time)
                        .dryRun()
                        .run(new UnpeerStep(Duration.ZERO));

        FederationException refused = run.failure(ErrorClass.CONFLICT);
        assertTrue(refused.getMessage().contains("is under way, or was cut off"));
        assertEquals(List.of(), run.writes());
    }

    private static void requireRefused(Step step) {
        Run run = stage.harness().run(step);
        FederationException refused = run.failure(ErrorClass.CONFLICT);

        assertTrue(refused.getMessage().contains("east-mesh-member/kube-info"), refused::toString);
        assertTrue(refused.remedy().endsWith(RESTORE), refused::remedy);
        assertEquals(List.of(), run.writes());
    }

    @Test
    @DisplayName("it is not put back in the name of another service")
    void otherService() {
        Run run = stage.harness().run(new RestoreDrillStep("east", "east-mesh-member/other", SYNC));

        FederationException refused = run.failure(ErrorClass.INPUT);
        assertTrue(refused.remedy().endsWith(RESTORE), refused::remedy);
        assertEquals(List.of(), run.writes());
    }
}
