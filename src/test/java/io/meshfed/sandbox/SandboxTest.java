package io.meshfed.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Federation;
import io.meshfed.model.GatewayMode;
import io.meshfed.model.Locality;
import io.meshfed.model.PeeringSide;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.sandbox.api.ApiServer;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.MeshFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a sandbox is what the federation file asks for")
@Timeout(240)
class SandboxTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Test
    @DisplayName(
            "two meshes on two clusters, federated over HTTP, are connected within two seconds")
    void federates() throws InterruptedException {
        Federation federation = Federations.pair();
        try (Sandbox sandbox = Sandbox.start(federation, SandboxOptions.usual())) {
            sandbox.awaitReady(LIMIT);
            ByHand hand = new ByHand(federation, sandbox);
            hand.federate();

            assertTrue(hand.within(2000, hand::works));
        }
    }

    @Test
    @DisplayName("two meshes on one cluster reach each other by the names of their gateways")
    void neighbours() throws InterruptedException {
        Federation federation = Federations.neighbours();
        try (Sandbox sandbox = Sandbox.start(federation, SandboxOptions.usual())) {
            sandbox.awaitReady(LIMIT);
            ByHand hand = new ByHand(federation, sandbox);
            hand.federate();

            assertTrue(hand.within(4000, hand::works));
        }
    }

    @Test
    @DisplayName("addresses and ports that the file gives lead to the gateway")
    void declaredAddresses() throws InterruptedException {
        PeeringSide behindBalancer =
                new PeeringSide(
                        "", "", List.of("mesh.east.example"), 30188, 30443, "", Locality.NONE);
        Federation federation =
                Federations.of(
                        Federations.mesh("east", Federations.ARO, GatewayMode.EXISTING),
                        Federations.mesh("west", Federations.ROSA, GatewayMode.EXISTING),
                        behindBalancer,
                        PeeringSide.COMPUTED);
        try (Sandbox sandbox = Sandbox.start(federation, SandboxOptions.usual())) {
            sandbox.awaitReady(LIMIT);
            ByHand hand = new ByHand(federation, sandbox);
            hand.federate();

            assertTrue(hand.within(4000, hand::works));
        }
    }

    @Test
    @DisplayName(
            "the cluster id of the file is that of the cluster, an address on aro, a name on rosa")
    void clusters() {
        try (Sandbox sandbox = Sandbox.start(Federations.pair(), SandboxOptions.usual())) {
            sandbox.awaitReady(LIMIT);
            ApiServer rosa = sandbox.apiServer("rosa");

            assertEquals(
                    Federations.ROSA.pinnedId(),
                    rosa.store()
                            .get(Kinds.CLUSTER_VERSION, "", "version")
                            .flatMap(v -> Trees.text(v, "spec", "clusterID"))
                            .orElseThrow());
            assertTrue(balancer(rosa, "west", "ingress-east").containsKey("hostname"));
            assertTrue(
                    balancer(sandbox.apiServer("aro"), "east", "ingress-west").containsKey("ip"));
        }
    }

    private static Map<String, Object> balancer(ApiServer server, String namespace, String name) {
        return Trees.objects(
                        server.store().get(Kinds.SERVICE, namespace, name).orElseThrow(),
                        "status",
                        "loadBalancer",
                        "ingress")
                .get(0);
    }

    @Test
    @DisplayName("a mesh whose gateways meshfed manages has none at first")
    void managedGateways() {
        Federation federation =
                Federations.of(
                        Federations.mesh("east", Federations.ARO, GatewayMode.MANAGED),
                        Federations.mesh("west", Federations.ROSA, GatewayMode.EXISTING));
        try (Sandbox sandbox = Sandbox.start(federation, SandboxOptions.usual())) {
            sandbox.awaitReady(LIMIT);

            assertTrue(
                    sandbox.apiServer("aro")
                            .store()
                            .get(Kinds.SERVICE, "east", "ingress-west")
                            .isEmpty());
        }
    }

    @Test
    @DisplayName("waiting in vain names what is missing")
    void neverReady() {
        SandboxOptions options =
                SandboxOptions.usual()
                        .withFault("east", MeshFault.NEVER_READY)
                        .withFault("west", MeshFault.BALANCERS_PENDING);
        try (Sandbox sandbox = Sandbox.start(Federations.pair(), options)) {
            FederationException late =
                    assertThrows(
                            FederationException.class,
                            () -> sandbox.awaitReady(Duration.ofSeconds(2)));

            assertEquals(ErrorClass.WAIT, late.errorClass());
            assertEquals(
                    List.of(
                            "the control plane of mesh 'east' is not Ready",
                            "gateway 'ingress-east' of mesh 'west' has no address"),
                    late.details());
        }
    }

    @Test
    @DisplayName("the kubeconfig is for its owner alone, and nobody else's file is overwritten")
    void kubeconfig(@TempDir Path directory) throws IOException {
        try (Sandbox sandbox = Sandbox.start(Federations.pair(), SandboxOptions.usual())) {
            Path path = directory.resolve("kubeconfig");
            sandbox.writeKubeconfig(path);
            sandbox.writeKubeconfig(path);

            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            for (String context : List.of("'aro'", "'aro-reader'", "'rosa'", "'rosa-reader'")) {
                assertTrue(Files.readString(path).contains("- name: " + context));
            }
            assertFalse(sandbox.kubeconfig().contains("current-context"));

            Path other = Files.writeString(directory.resolve("other"), "apiVersion: v1\n");
            FederationException refused =
                    assertThrows(FederationException.class, () -> sandbox.writeKubeconfig(other));
            assertEquals(ErrorClass.CONFLICT, refused.errorClass());
            assertEquals("apiVersion: v1\n", Files.readString(other));
        }
    }
}
