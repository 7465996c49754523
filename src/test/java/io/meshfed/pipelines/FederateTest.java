package io.meshfed.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.model.Federation;
import io.meshfed.report.Change;
import io.meshfed.steps.ShareTrustStep;
import io.meshfed.steps.UnpeerStep;
import io.meshfed.steps.VerifyFederationStep;
import io.meshfed.testing.ClusterTest;
import io.meshfed.testing.FakeIstiods;
import io.meshfed.testing.Federations;
import io.meshfed.testing.Run;
import io.meshfed.testing.SeededFederation;
import io.meshfed.testing.SeenRequest;
import io.meshfed.testing.StepHarness;
import io.meshfed.testing.StoredState;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FederateTest extends ClusterTest {

    static final List<Step> FEDERATE =
            Pipelines.federate(
                    new ShareTrustStep(
                            ShareTrustStep.Mode.REPLACE, ShareTrustStep.Guards.NONE_WAIVED),
                    new VerifyFederationStep(
                            2, Duration.ofMillis(20), Duration.ofSeconds(60), false));
    static final List<Step> UNFEDERATE = Pipelines.unfederate(new UnpeerStep(Duration.ZERO));

    private final Federation federation = Federations.read(Federations.ARO_ROSA);
    private StepHarness harness;
    private FakeIstiods istiods;

    @BeforeEach
    void install() {
        SeededFederation seeded = SeededFederation.install(clusters, federation);
        istiods = new FakeIstiods(clusters, federation, seeded);
        harness = harness(federation).hooked(istiods);
    }

    @Test
    @DisplayName("two meshes are federated and verified, and a second run sends no write")
    void federates() {
        Run run = harness.runTwice(FEDERATE);

        assertEquals(8, run.changes(Change.Kind.CREATED).size());
        assertEquals("2", run.last().results().get("verified"));
    }

    @Test
    @DisplayName("roots and sets of all meshes are written before the first peer")
    void peersComeLast() {
        List<String> writes =
                harness.run(FEDERATE).requireOk().writes().stream().map(SeenRequest::path).toList();

        assertEquals(8, writes.size());
        assertTrue(
                writes.subList(6, 8).stream().allMatch(path -> path.contains("servicemeshpeers")),
                writes::toString);
    }

    @Test
    @DisplayName("federating leaves nothing behind once it is undone")
    void goesBack() {
        SortedMap<String, String> before = StoredState.of(clusters, federation);

        harness.run(FEDERATE).requireOk();
        harness.run(UNFEDERATE).requireOk();

        assertEquals(before, StoredState.of(clusters, federation));
    }

    @Test
    @DisplayName("a second unfederate sends no write, and says what it did not find")
    void goesBackTwice() {
        harness.run(FEDERATE).requireOk();
        harness.run(UNFEDERATE).requireOk();

        Run second = harness.run(UNFEDERATE).requireOk();

        assertEquals(List.of(), second.writes());
        assertEquals(8, second.changes(Change.Kind.NOT_FOUND).size());
    }
}
