package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.Federations;
import io.meshfed.testing.SandboxClusters;
import io.meshfed.testing.SeededFederation;
import io.meshfed.testing.StepHarness;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real server without controllers such a namespace would stay for ever. */
class TerminatingNamespaceTest {

    @TempDir Path folder;

    @Test
    @DisplayName("C11: a namespace that is on its way out is told as such")
    void tells() {
        Federation federation = Federations.read(Federations.ARO_ROSA);
        try (SandboxClusters clusters = SandboxClusters.start(folder, List.of("aro", "rosa"))) {
            SeededFederation seeded = SeededFederation.install(clusters, federation);
            ObjectRef held = new ObjectRef(ResourceTypes.CONFIG_MAP, "rosa-prod-mesh", "held");
            clusters.raw("rosa")
                    .put(held, Map.of("metadata", Map.of("finalizers", List.of("example.com/x"))));
            clusters.raw("rosa")
                    .delete(FederationObjects.controlPlane(seeded.mesh("rosa-prod-mesh").mesh()));
            clusters.raw("rosa")
                    .delete(new ObjectRef(ResourceTypes.NAMESPACE, "", "rosa-prod-mesh"));

            FederationException refused =
                    new StepHarness(clusters, federation)
                            .run(new AwaitControlPlaneStep())
                            .refusal(ErrorClass.PRECOND);

            assertEquals(
                    "namespace 'rosa-prod-mesh' of mesh 'rosa-prod-mesh' in cluster 'rosa' is"
                            + " terminating",
                    refused.getMessage());
        }
    }
}
