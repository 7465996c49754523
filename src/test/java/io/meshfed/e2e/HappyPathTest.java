package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ObjectRef;
import io.meshfed.model.Trees;
import io.meshfed.report.Change;
import io.meshfed.report.CheckStatus;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.SandboxOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("federating meshes that are in order")
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class HappyPathTest {

    @Test
    @DisplayName("two meshes are verified in both directions, and a second run sends no write")
    void pair() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            Ran first = run.federate().requireOk();

            assertEquals(Map.of(Change.Kind.CREATED, 8L), first.changes());
            assertEquals(8, first.writes().size());
            assertEquals("2", first.result("verified"));
            assertEquals("0", first.result("failed"));
            assertEquals(0, first.report().count(CheckStatus.FAILED));
            assertEquals(List.of("east -> west true 1/1", "west -> east true 1/1"), first.matrix());

            Ran second = run.federate().requireOk().requireNoWrites();
            assertEquals(Map.of(Change.Kind.UNCHANGED, 8L), second.changes());
            System.out.printf("two meshes: %s, then %s%n", first.numbers(), second.numbers());
        }
    }

    @Test
    @DisplayName("a plan of what was federated has nothing to do, and sends no write either way")
    void plan() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            assertEquals(
                    Map.of(Change.Kind.CREATED, 8L),
                    run.plan().requireOk().requireNoWrites().changes());
            run.federate().requireOk();

            assertEquals(
                    Map.of(Change.Kind.UNCHANGED, 8L),
                    run.plan().requireOk().requireNoWrites().changes());
        }
    }

    @ParameterizedTest(name = "{0} istiods")
    @ValueSource(ints = {1, 3})
    @DisplayName("one istiod or three: both directions are verified")
    void replicas(int istiods) {
        try (FederationRun run =
                FederationRun.of(
                        FederationTexts.PAIR, FederationRun.options().withReplicas(istiods))) {
            run.federate().requireOk();

            assertEquals("2", run.verify().requireOk().result("verified"));
        }
    }

    @Test
    @DisplayName("two meshes of one cluster meet at the names of their gateways")
    void neighbours() {
        try (FederationRun run = FederationRun.of(FederationTexts.EAST2)) {
            Ran ran = run.federate().requireOk();

            assertEquals("6", ran.result("verified"));
            assertEquals(
                    List.of("ingress-east.east2-mesh.svc.cluster.local"),
                    addresses(run, "aro", "east-mesh", "east2"));
            assertEquals(
                    List.of("ingress-east2.east-mesh.svc.cluster.local"),
                    addresses(run, "aro", "east2-mesh", "east"));
            assertTrue(addresses(run, "aro", "east-mesh", "west").get(0).endsWith(".example"));
            run.federate().requireOk().requireNoWrites();
        }
    }

    private static List<String> addresses(
            FederationRun run, String cluster, String namespace, String peer) {
        Map<String, Object> found =
                run.edits(cluster).get(new ObjectRef(ResourceTypes.PEER, namespace, peer));
        return Trees.texts(Trees.value(found, "spec", "remote", "addresses").orElseThrow());
    }

    @Test
    @DisplayName("managed gateways are made, and nothing else of the control plane is touched")
    void managedGateways() {
        try (FederationRun run = FederationRun.of(FederationTexts.MANAGED)) {
            Ran ran = run.federate().requireOk();

            assertEquals("2", ran.result("verified"));
            assertEquals(Map.of(Change.Kind.CREATED, 8L, Change.Kind.UPDATED, 2L), ran.changes());
            run.federate().requireOk().requireNoWrites();

            Ran back = run.unfederate().requireOk();
            assertEquals(Map.of(Change.Kind.DELETED, 8L, Change.Kind.UPDATED, 4L), back.changes());
            run.edits("aro")
                    .await(
                            "the gateways to go",
                            FederationRun.PATIENCE,
                            new ObjectRef(ResourceTypes.CONTROL_PLANE, "east-mesh", "east"),
                            smcp ->
                                    run.edits("aro")
                                            .find(
                                                    new ObjectRef(
                                                            ResourceTypes.SERVICE,
                                                            "east-mesh",
                                                            "ingress-west"))
                                            .isEmpty());
        }
    }

    @Test
    @DisplayName("six meshes, each peered with each: four writes a direction, all verified")
    void fullMesh() {
        // Thirty watches want their answers in time, on a busy machine too.
        SandboxOptions slower = SandboxOptions.usual().withSpeed(FederationRun.SPEED / 4.0);
        try (FederationRun run = FederationRun.of(FederationTexts.fullMesh(6), slower)) {
            Ran ran = run.federate(How.usual().withinSeconds(90)).requireOk();

            assertEquals("30", ran.result("verified"));
            assertEquals(Map.of(Change.Kind.CREATED, 120L), ran.changes());
            run.federate().requireOk().requireNoWrites();
        }
    }
}
