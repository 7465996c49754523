package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.model.Federation;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.testing.ClusterTest;
import io.meshfed.testing.Federations;
import io.meshfed.testing.Run;
import io.meshfed.testing.SeededFederation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What goes wrong with one mesh of three must not touch the other two. */
class ThreeMeshesTest extends ClusterTest {

    private final Federation federation = Federations.read(Federations.TRIANGLE);
    private SeededFederation seeded;

    @Override
    protected List<String> clusterNames() {
        return List.of("aro", "rosa", "third");
    }

    @BeforeEach
    void install() {
        seeded = SeededFederation.install(clusters, federation);
    }

    @Test
    @DisplayName(
            "E10: two peers of one trust domain are refused, for they overwrite each other's roots")
    void refusesTwoPeersOfOneTrustDomain() {
        seeded.mesh("south").controlPlane("west.local");
        seeded.mesh("south").ready();

        Run run = harness(federation).run(new PeerStep());

        Set<String> problems =
                run.failures().stream()
                        .map(FederationException::getMessage)
                        .map(text -> text.contains("'west' and 'south'") ? "west and south" : text)
                        .map(text -> text.contains("'south' and 'west'") ? "west and south" : text)
                        .collect(Collectors.toSet());
        assertEquals(Set.of("west and south"), problems);
        assertEquals(3, run.failures().size());
        assertEquals(List.of(), run.writes());
    }

    @Test
    @DisplayName("a mesh without a root keeps the other two from nothing")
    void goesOnWithoutOne() {
        seeded.mesh("south").publish("");

        Run run =
                harness(federation)
                        .run(
                                new ShareTrustStep(
                                        ShareTrustStep.Mode.REPLACE,
                                        ShareTrustStep.Guards.NONE_WAIVED));

        assertEquals(ErrorClass.INPUT, run.failure(ErrorClass.INPUT).errorClass());
        assertEquals(
                Set.of(
                        "aro: patch configmaps/west-ca-root-cert",
                        "rosa: patch configmaps/east-ca-root-cert"),
                run.writes().stream()
                        .map(request -> request.cluster() + ": " + request.what())
                        .collect(Collectors.toSet()));
    }
}
