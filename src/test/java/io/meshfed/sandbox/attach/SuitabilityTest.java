package io.meshfed.sandbox.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.sandbox.mesh.Kinds;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a sandbox does not attach to a cluster")
class SuitabilityTest {

    private static final Map<String, Object> OURS = Map.of(Territory.MARK, "pair");
    private static final Map<String, Object> ANOTHERS = Map.of(Territory.MARK, "other");

    private final EmptyCluster cluster = new EmptyCluster();

    @AfterEach
    void stop() {
        cluster.close();
    }

    private List<String> problems() {
        return new Suitability(cluster.api(), EmptyCluster.TERRITORY)
                .problems(List.of("east-mesh"));
    }

    @Test
    @DisplayName("unless nothing speaks against it: empty, or its own from last time")
    void suitable() {
        assertEquals(List.of(), problems());

        cluster.has(Kinds.NAMESPACE, "", "east-mesh", OURS);
        cluster.has(Kinds.NAMESPACE, "", "somebody-elses", Map.of());
        cluster.has(Kinds.NODE, "", "worker-1", OURS);
        cluster.has(Kinds.CONTROL_PLANE, "east-mesh", "east", Map.of());
        cluster.has(Kinds.DEPLOYMENT, "east-mesh", "istiod-east", Map.of());
        assertEquals(List.of(), problems());
    }

    @Test
    @DisplayName("of OpenShift")
    void openShift() {
        cluster.has(Kinds.CLUSTER_VERSION, "", "version", Map.of());

        assertEquals(List.of("it is an OpenShift cluster: ClusterVersion 'version'"), problems());
    }

    @Test
    @DisplayName("with a node that no sandbox made, or another one did")
    void node() {
        cluster.has(Kinds.NODE, "", "real", Map.of());
        cluster.has(Kinds.NODE, "", "worker-1", ANOTHERS);

        assertEquals(
                List.of(
                        "it has a node that runs things: 'real'",
                        "it has a node that runs things: 'worker-1' (the sandbox of federation 'other' did; end that one and detach it)"),
                problems());
    }

    @Test
    @DisplayName("with a namespace of the file that no sandbox made")
    void namespace() {
        cluster.has(Kinds.NAMESPACE, "", "east-mesh", Map.of());

        assertEquals(
                List.of("namespace 'east-mesh' is there already, and no sandbox made it"),
                problems());
    }

    @Test
    @DisplayName("with somebody's control plane")
    void mesh() {
        cluster.has(Kinds.NAMESPACE, "", "production", Map.of());
        cluster.has(Kinds.CONTROL_PLANE, "production", "basic", Map.of());

        assertEquals(
                List.of(
                        "it has a mesh that is not the sandbox's: ServiceMeshControlPlane production/basic"),
                problems());
    }

    @Test
    @DisplayName("with somebody's istiod or mesh operator, by label and by name")
    void istiod() {
        cluster.has(Kinds.NAMESPACE, "", "production", Map.of());
        cluster.has(Kinds.DEPLOYMENT, "production", "pilot", Map.of("app", "istiod"));
        cluster.has(Kinds.DEPLOYMENT, "production", "istio-operator", Map.of());
        cluster.has(Kinds.DEPLOYMENT, "production", "shop", Map.of());

        assertEquals(
                List.of(
                        "it has what runs real meshes: Deployment production/istio-operator",
                        "it has what runs real meshes: Deployment production/pilot"),
                problems());
    }

    @Test
    @DisplayName("where it is not the administrator")
    void rights() {
        FederationException refused =
                assertThrows(
                        FederationException.class,
                        () ->
                                new Suitability(cluster.readersApi(), EmptyCluster.TERRITORY)
                                        .problems(List.of()));

        assertEquals(ErrorClass.AUTH, refused.errorClass());
    }
}
