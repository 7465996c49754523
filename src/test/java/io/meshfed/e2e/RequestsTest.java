package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.model.Federation;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.report.Change;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.ShareTrustStep;
import io.meshfed.steps.StatusStep;
import io.meshfed.steps.VerifyFederationStep;
import io.meshfed.testing.FakeIstiods;
import io.meshfed.testing.RunHook;
import io.meshfed.testing.SandboxClusters;
import io.meshfed.testing.SeededFederation;
import io.meshfed.testing.StepHarness;
import io.meshfed.testing.Waves;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("what a run sends, where istiods need no time")
@Timeout(480)
@Order(1)
class RequestsTest {

    private static final List<String> CLUSTERS = List.of("aro", "rosa");
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final VerifyFederationStep VERIFY =
            new VerifyFederationStep(1, Duration.ofMillis(1), MINUTE, false);
    private static final List<Step> FEDERATE =
            Pipelines.federate(
                    new ShareTrustStep(
                            ShareTrustStep.Mode.REPLACE, ShareTrustStep.Guards.NONE_WAIVED),
                    VERIFY);

    /** A pause of one machine is no round of another. */
    private static final Duration QUIET = Duration.ofMillis(200);

    @TempDir Path folder;

    /** Clusters, meshes and gateways, and istiods that see nothing before all peers are there. */
    private static StepHarness seeded(SandboxClusters clusters, Federation federation) {
        SeededFederation seeded = SeededFederation.install(clusters, federation);
        FakeIstiods istiods = new FakeIstiods(clusters, federation, seeded);
        AtomicInteger missing = new AtomicInteger(federation.directions().size());
        RunHook last =
                new RunHook() {
                    @Override
                    public void afterWrite(String cluster, Change change) {
                        if (change.object().type().equals(ResourceTypes.PEER)
                                && missing.decrementAndGet() == 0) {
                            istiods.reconcile();
                        }
                    }
                };
        return new StepHarness(clusters, federation).hooked(last).within(Duration.ofMinutes(10));
    }

    private static int sent(StepHarness harness, List<Step> steps) {
        return harness.run(steps).requireOk().sent().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /**
     * Per cluster its identity, which takes two where there is no OpenShift. Per mesh its control
     * plane, gateways, roots (twice), pods, peers and, by one list or as many reads as cost no
     * more, each of the four kinds before and three after the writes. Per direction a write per
     * object, and a rehearsal of the peer.
     */
    @ParameterizedTest(name = "{0} meshes")
    @ValueSource(ints = {2, 5, 10, 20})
    @DisplayName("five requests per direction, a fixed number per mesh, one per cluster; no more")
    void linear(int meshes) {
        Federation federation = FederationRun.parsed(FederationTexts.fullMesh(meshes));
        int directions = meshes * (meshes - 1);
        int perKind = meshes - 1 <= 3 ? meshes - 1 : 1;
        try (SandboxClusters clusters = SandboxClusters.start(folder, CLUSTERS)) {
            StepHarness harness = seeded(clusters, federation);

            assertEquals(4 + meshes * (6 + 7 * perKind) + 5 * directions, sent(harness, FEDERATE));
            int look = 4 + meshes * (5 + 3 * perKind);
            assertEquals(look, sent(harness, Pipelines.alone(VERIFY)));
            int drills = meshes;
            assertEquals(look + drills, sent(harness, Pipelines.reading(new StatusStep(MINUTE))));
            assertEquals(4 + meshes * (5 + 6 * perKind), sent(harness, FEDERATE));
        }
    }

    @ParameterizedTest(name = "{0} meshes")
    @CsvSource({"2, 10, 3, 3"})
    @DisplayName("a run waits for its clusters in few rounds")
    void rounds(int meshes, int fresh, int again, int verify) {
        Federation federation = FederationRun.parsed(FederationTexts.fullMesh(meshes));
        try (SandboxClusters clusters = SandboxClusters.start(folder, CLUSTERS)) {
            StepHarness harness = seeded(clusters, federation);
            int first = rounds(clusters, harness, FEDERATE);
            int second = rounds(clusters, harness, FEDERATE);
            int third = rounds(clusters, harness, Pipelines.alone(VERIFY));

            System.out.printf("%d meshes: %d %d %d rounds%n", meshes, first, second, third);
            assertTrue(first <= fresh, () -> first + " rounds");
            assertTrue(second <= again, () -> second + " rounds");
            assertTrue(third <= verify, () -> third + " rounds");
        }
    }

    private static int rounds(SandboxClusters clusters, StepHarness harness, List<Step> steps) {
        try (Waves waves = Waves.over(clusters, CLUSTERS, QUIET)) {
            harness.run(steps).requireOk();
            return waves.rounds();
        }
    }

    @Test
    @DisplayName("G12: 50 meshes of one cluster are looked at by eight requests at once, no more")
    void inFlight() {
        Federation federation = FederationRun.parsed(FederationTexts.chain(50));
        List<String> one = List.of("aro");
        try (SandboxClusters clusters = SandboxClusters.start(folder, one);
                Waves waves = Waves.over(clusters, one, Duration.ofMillis(20))) {
            new StepHarness(clusters, federation).run(new StatusStep(MINUTE));

            assertEquals(8, waves.most());
        }
    }
}
