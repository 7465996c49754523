package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.InjectedRoots;
import io.meshfed.sandbox.api.ApiServerOptions;
import io.meshfed.testing.Federations;
import io.meshfed.testing.SandboxClusters;
import io.meshfed.testing.SeededFederation;
import io.meshfed.testing.StepHarness;
import io.meshfed.testing.TestRoots;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where only the times of two objects tell that a touch is owed: on a server with a clock to set.
 */
class TrustTimesTest {

    private static final ShareTrustStep STEP =
            new ShareTrustStep(ShareTrustStep.Mode.REPLACE, ShareTrustStep.Guards.NONE_WAIVED);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final Federation federation = Federations.read(Federations.ARO_ROSA);
    private final Direction aroKnowsRosa =
            Federations.direction(federation, "aro-stg-mesh", "rosa-prod-mesh");

    @TempDir Path folder;
    private SandboxClusters clusters;
    private SeededFederation seeded;
    private StepHarness harness;

    @BeforeEach
    void start() {
        InstantSource clock = now::get;
        clusters =
                SandboxClusters.with(
                        folder,
                        ApiServerOptions.of("aro").withClock(clock),
                        ApiServerOptions.of("rosa").withClock(clock));
        seeded = SeededFederation.install(clusters, federation);
        harness = new StepHarness(clusters, federation);
        harness.run(List.of(STEP, new PeerStep())).requireOk();
    }

    @AfterEach
    void stop() {
        clusters.close();
    }

    @Test
    @DisplayName("the first touch that a run owes is made by the next run")
    void touchesLater() {
        now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
        String next = TestRoots.fresh();
        seeded.mesh("rosa-prod-mesh").publish(next);
        assertTrue(harness.crash(1, List.of(STEP)));
        assertEquals(Optional.empty(), touch());

        harness.runTwice(STEP);

        assertEquals(Optional.of(TestRoots.bundle(next).fingerprint()), touch());
    }

    @Test
    @DisplayName("roots that are as old as their peer owe it no touch")
    void touchesNotWhatIsNew() {
        assertEquals(List.of(), harness.run(STEP).requireOk().writes());

        assertEquals(Optional.empty(), touch());
    }

    private Optional<String> touch() {
        return clusters.raw("aro")
                .get(FederationObjects.peer(aroKnowsRosa))
                .annotation(InjectedRoots.TOUCH);
    }
}
