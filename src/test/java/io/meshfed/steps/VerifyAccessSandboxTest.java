package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Federation;
import io.meshfed.model.ResourceType;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.sandbox.api.ApiServerOptions;
import io.meshfed.testing.Federations;
import io.meshfed.testing.Run;
import io.meshfed.testing.SandboxClusters;
import io.meshfed.testing.SeededFederation;
import io.meshfed.testing.StepHarness;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters that lack what every other test has. */
class VerifyAccessSandboxTest {

    private static final ResourceType ISTIO =
            new ResourceType("sailoperator.io", "v1", "Istio", "istios", false);

    private final Federation federation = Federations.read(Federations.ARO_ROSA);

    @TempDir Path folder;

    @Test
    @DisplayName("E1: a cluster without the federation API is told to get the operator")
    void missesTheOperator() {
        Run run = verify(ApiServerOptions.of("aro").without("federation.maistra.io"));

        Check check = run.checks(CheckCode.API_GROUPS).get(0);
        assertEquals(CheckStatus.FAILED, check.status());
        assertEquals("cluster 'aro' does not serve federation.maistra.io/v1", check.statement());
        assertTrue(check.hint().contains("Service Mesh 2 operator"), check::hint);
        assertEquals(List.of(), run.writes());
    }

    @Test
    @DisplayName("A21: Service Mesh 3 is recognised and named")
    void recognisesServiceMesh3() {
        Run run =
                verify(
                        ApiServerOptions.of("aro")
                                .without("federation.maistra.io", "maistra.io")
                                .with(ISTIO));

        Check check = run.checks(CheckCode.API_GROUPS).get(0);
        assertEquals(
                "cluster 'aro' does not serve federation.maistra.io/v1; it serves sailoperator.io:"
                        + " this is Service Mesh 3",
                check.statement());
        assertTrue(check.hint().contains("meshfed federates Service Mesh 2"), check::hint);
    }

    @Test
    @DisplayName("E1: a cluster without the federation API gets nothing written, nor does its peer")
    void writesNothing() {
        try (SandboxClusters clusters = start(ApiServerOptions.of("aro"))) {
            SeededFederation.install(clusters, federation);
            clusters.server("aro").kinds().removeGroup("federation.maistra.io");

            FederationException refused =
                    new StepHarness(clusters, federation)
                            .run(new PeerStep())
                            .refusal(ErrorClass.PRECOND);

            assertTrue(
                    refused.getMessage().contains("federation.maistra.io is not served"),
                    refused::getMessage);
        }
    }

    @Test
    @DisplayName("a dead cluster is asked one question, however many meshes it holds")
    void asksTheDeadOnce() {
        Federation two = Federations.read(Federations.ONE_CLUSTER);
        try (SandboxClusters clusters = SandboxClusters.start(folder, List.of("aro"))) {
            clusters.server("aro").close();

            Run run = new StepHarness(clusters, two).run(new VerifyAccessStep());

            assertEquals(Map.of("create", 3), run.sent(), "the tries of one question");
            assertEquals(2, run.failures().size());
            assertEquals(CheckStatus.SKIPPED, run.checks(CheckCode.CLUSTER_ID).get(0).status());
        }
    }

    @Test
    @DisplayName("a dead cluster is no fault of its peer's")
    void blamesOnlyTheDead() {
        try (SandboxClusters clusters = start(ApiServerOptions.of("aro"))) {
            SeededFederation.install(clusters, federation);
            clusters.server("aro").close();

            Run run = new StepHarness(clusters, federation).run(new VerifyAccessStep());

            run.failure(ErrorClass.TRANSIENT);
            assertEquals(CheckStatus.OK, run.checks(CheckCode.TRUST_DOMAIN).get(1).status());
        }
    }

    private Run verify(ApiServerOptions aro) {
        try (SandboxClusters clusters = start(aro)) {
            return new StepHarness(clusters, federation).run(new VerifyAccessStep());
        }
    }

    private SandboxClusters start(ApiServerOptions aro) {
        return SandboxClusters.with(folder, aro, ApiServerOptions.of("rosa"));
    }
}
