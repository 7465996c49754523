package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.mesh.MeshFault;
import io.meshfed.sandbox.mesh.MeshHandle;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("pods that die, control planes and load balancers that take their time")
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class MachinesTest {

    private static final String MORE_EXPORTS =
            FederationTexts.pair(
                    """
                      - between: [east, west]
                        exports:
                          - { from: east, service: kube-info, namespace: shop }
                          - { from: east, service: internal-only, namespace: shop }
                          - { from: west, service: clock, namespace: bank }
                    """);

    @Test
    @DisplayName("a dead ingress gateway is told as unreachable; when it is back all is well")
    void ingress() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            run.stage().mesh("west").killGateway("ingress-east");
            run.edits("aro")
                    .await(
                            "the connection to end",
                            FederationRun.PATIENCE,
                            Names.EAST_PEER,
                            Names::disconnected);

            run.verifyUntil("east -> west unreachable").require(ErrorClass.WAIT);

            run.stage().mesh("west").startGateway("ingress-east");
            assertEquals(List.of(), run.verify().requireOk().restartAdvice());
        }
    }

    @Test
    @DisplayName("E18: an istiod that dies while it is verified is neither believed nor a failure")
    void istiodKilled() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            MeshHandle east = run.stage().mesh("east");
            List<String> before = east.istiodPods();
            Ran ran =
                    run.verify(
                                    How.usual()
                                            .telling(
                                                    new OnWaiting(
                                                            "good",
                                                            () -> east.killIstiod(before.get(0)))))
                            .requireOk();

            assertEquals("2", ran.result("verified"));
            assertTrue(!east.istiodPods().equals(before), "the pod was replaced");
        }
    }

    @Test
    @DisplayName(
            "E19: the second in which a watch drops, 45 s after a change of exports, fails no verify")
    void drop() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            run.edit(MORE_EXPORTS).federate().requireOk();
            int looks = 0;
            while (!Names.saw(run.edits("rosa").get(Names.WEST_PEER), "200 OK")) {
                run.verify().requireOk();
                assertTrue(++looks < 20, "the watch never dropped");
            }
            run.verify().requireOk();
        }
    }

    @Test
    @DisplayName(
            "E3: a control plane that never gets Ready is waited for, and named with its reason")
    void neverReady() {
        try (FederationRun run =
                FederationRun.notReady(
                        FederationTexts.PAIR,
                        FederationRun.options().withFault("east", MeshFault.NEVER_READY))) {
            Ran ran = run.federate(How.usual().withinSeconds(6)).require(ErrorClass.WAIT);

            assertTrue(
                    ran.failures()
                            .contains("control plane east-mesh/east in cluster 'aro' to be Ready"),
                    ran::failures);
            assertTrue(
                    ran.told().stream().anyMatch(line -> line.contains("PausingInstall")),
                    ran.told()::toString);
            ran.requireNoWrites();
        }
    }

    @Test
    @DisplayName(
            "E5: a load balancer that stays pending is waited for in vain, and no peer is written")
    void pending() {
        try (FederationRun run =
                FederationRun.notReady(
                        FederationTexts.PAIR,
                        FederationRun.options().withFault("west", MeshFault.BALANCERS_PENDING))) {
            Ran ran = run.federate(How.usual().withinSeconds(8)).require(ErrorClass.WAIT);

            assertTrue(ran.failures().contains("the load balancer is pending"), ran::failures);
            assertTrue(run.edits("aro").find(Names.EAST_PEER).isEmpty());
            assertTrue(run.edits("rosa").find(Names.WEST_PEER).isEmpty());
        }
    }

    @Test
    @DisplayName("a slow load balancer is waited for, and then all is federated in the same run")
    void slow() {
        try (FederationRun run =
                FederationRun.notReady(
                        FederationTexts.PAIR,
                        FederationRun.options().withFault("west", MeshFault.BALANCERS_PENDING))) {
            MeshHandle west = run.stage().mesh("west");
            Ran ran =
                    run.federate(
                                    How.usual()
                                            .telling(
                                                    new OnWaiting(
                                                            "the load balancer is pending",
                                                            () ->
                                                                    west.set(
                                                                            MeshFault
                                                                                    .BALANCERS_PENDING,
                                                                            false))))
                            .requireOk();

            assertEquals("2", ran.result("verified"));
        }
    }

    @Test
    @DisplayName(
            "with one cluster dead the others are federated, and no peer waits for the dead one")
    void oneClusterDead() {
        try (FederationRun run = FederationRun.of(FederationTexts.EAST2)) {
            run.embedded().server("rosa").close();
            Ran ran = run.federate().require(ErrorClass.TRANSIENT);

            assertEquals("2", ran.result("verified"));
            assertTrue(ran.took().compareTo(Duration.ofSeconds(20)) < 0, ran.took()::toString);
            assertTrue(ran.failures().contains("cluster 'rosa'"), ran::failures);
            assertTrue(run.edits("aro").find(Names.EAST_PEER).isEmpty());
            Edits aro = run.edits("aro");
            assertTrue(
                    aro.find(new ObjectRef(ResourceTypes.PEER, "east-mesh", "east2")).isPresent());
        }
    }
}
