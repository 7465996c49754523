package io.meshfed.testing;

import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.ShareTrustStep;
import io.meshfed.steps.VerifyFederationStep;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/** Two meshes on two clusters, with all that meshfed needs before it comes. */
public abstract class AroRosaTest extends ClusterTest {

    protected static final String ARO_MESH = "aro-stg-mesh";
    protected static final String ROSA_MESH = "rosa-prod-mesh";

    protected final Federation federation = Federations.read(Federations.ARO_ROSA);
    protected final Direction aroKnowsRosa = Federations.direction(federation, ARO_MESH, ROSA_MESH);
    protected final Direction rosaKnowsAro = aroKnowsRosa.reversed();
    protected SeededFederation seeded;

    @BeforeEach
    void install() {
        seeded = SeededFederation.install(clusters, federation);
    }

    protected RawCluster aro() {
        return clusters.raw("aro");
    }

    protected RawCluster rosa() {
        return clusters.raw("rosa");
    }

    protected SeededMesh aroMesh() {
        return seeded.mesh(ARO_MESH);
    }

    protected SeededMesh rosaMesh() {
        return seeded.mesh(ROSA_MESH);
    }

    protected StepHarness harness() {
        return harness(federation);
    }

    /** The same federation, with one thing said otherwise in its file. */
    protected static Federation changed(String from, String to) {
        String yaml = Federations.ARO_ROSA.replace(from, to);
        if (yaml.equals(Federations.ARO_ROSA)) {
            throw new AssertionError("the file does not say: " + from);
        }
        return Federations.read(yaml);
    }

    /** The same federation, with more said of its peering. */
    protected static Federation with(String linesOfThePeering) {
        return Federations.read(Federations.ARO_ROSA + linesOfThePeering.indent(4));
    }

    /** As {@link #harness} has it, beside istiods that need no time. */
    protected void federateMeshes() {
        harness()
                .hooked(istiods())
                .run(
                        Pipelines.federate(
                                new ShareTrustStep(
                                        ShareTrustStep.Mode.REPLACE,
                                        ShareTrustStep.Guards.NONE_WAIVED),
                                new VerifyFederationStep(
                                        1, Duration.ofMillis(20), Duration.ofSeconds(60), false)))
                .requireOk();
    }

    protected FakeIstiods istiods() {
        return new FakeIstiods(clusters, federation, seeded);
    }
}
