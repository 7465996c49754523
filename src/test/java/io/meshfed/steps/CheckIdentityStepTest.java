package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.Run;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CheckIdentityStepTest extends AroRosaTest {

    private static final List<Step> SHARE_TRUST =
            Pipelines.alone(
                    new ShareTrustStep(
                            ShareTrustStep.Mode.REPLACE, ShareTrustStep.Guards.NONE_WAIVED));

    @Test
    @DisplayName("a cluster with the pinned id is accepted")
    void acceptsThePinned() {
        Federation federation =
                changed("{ context: rosa }", "{ context: rosa, id: %s }".formatted(id("rosa")));

        assertEquals(2, harness(federation).runTwice(SHARE_TRUST).writes().size());
    }

    @Test
    @DisplayName(
            "F11: another cluster than the pinned one stops the run before its first write anywhere")
    void stopsAtAnotherCluster() {
        String pin = "5f0c0d7a-5d1e-4b39-8c0b-1f6c1f0a7c11";
        Federation federation =
                changed("{ context: rosa }", "{ context: rosa, id: %s }".formatted(pin));

        Run run = harness(federation).run(SHARE_TRUST);

        FederationException refused = run.refusal(ErrorClass.INPUT);
        assertEquals(
                "cluster 'rosa' (context 'rosa'): this is another cluster: its id is %s"
                                .formatted(id("rosa"))
                        + " (kube-system), pinned is "
                        + pin,
                refused.getMessage());
        assertEquals(1, run.reports().size());
    }

    @Test
    @DisplayName(
            "F10: two clusters of the file that are one cluster stop the run before its first write")
    void stopsAtOneClusterUnderTwoNames() {
        Federation federation = changed("{ context: rosa }", "{ context: aro-reader }");

        FederationException refused =
                harness(federation).run(SHARE_TRUST).refusal(ErrorClass.INPUT);

        assertEquals(
                "clusters 'aro' and 'rosa' of the federation file are one cluster (%s)"
                        .formatted(id("aro")),
                refused.getMessage());
        assertTrue(refused.remedy().contains("own context"), refused::remedy);
    }

    @Test
    @DisplayName("a step that only looks does not look at another cluster than the pinned one")
    void stopsReaders() {
        String pin = "5f0c0d7a-5d1e-4b39-8c0b-1f6c1f0a7c11";
        Federation federation =
                changed("{ context: rosa }", "{ context: rosa, id: %s }".formatted(pin));

        Run run = harness(federation).run(Pipelines.reading(new ExtractRootStep(Optional.empty())));

        run.refusal(ErrorClass.INPUT);
        assertEquals(1, run.reports().size());
    }

    private String id(String cluster) {
        return clusters.raw(cluster)
                .get(new ObjectRef(ResourceTypes.NAMESPACE, "", "kube-system"))
                .uid();
    }
}
