package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ObjectRef;
import io.meshfed.model.Trees;
import io.meshfed.report.CheckCode;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.mesh.MeshHandle;
import io.meshfed.sandbox.pki.CertificateAuthority;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("traps that a real istiod was seen to set")
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class RecordedTrapsTest {

    private static final ObjectRef EAST_IMPORTS =
            new ObjectRef(ResourceTypes.IMPORTS, "east-mesh", "west");

    private static final String SIDE =
            """
                sides:
                  west: { %s }
            """;

    @Test
    @DisplayName("a dead egress gateway is told as the mesh's own; when it is back all is well")
    void egress() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            MeshHandle east = run.stage().mesh("east");
            east.killGateway("egress-west");
            Ran down = run.verifyUntil("east -> west egress-unreachable");
            assertTrue(
                    down.check(CheckCode.OUTBOUND, "east", "west").hint().contains("egress-west"),
                    down::failures);

            east.startGateway("egress-west");
            run.verify(How.usual().restartingIstiod()).requireOk();
        }
    }

    @Test
    @DisplayName(
            "E15: an import set that came back with its old generation is overlooked until an edit")
    void importsMadeAnew() {
        try (FederationRun run =
                FederationRun.of(
                        FederationTexts.PAIR,
                        FederationRun.options().withSpeed(60).withReplicas(1))) {
            run.federate().requireOk();
            Edits aro = run.edits("aro");
            aro.delete(EAST_IMPORTS);
            run.verify().require(ErrorClass.PRECOND);
            awaitMinute(aro, Names.EAST_PEER);
            String rules = "importRules";
            run.federate(How.usual().withinSeconds(4)).require(ErrorClass.WAIT);
            Ran overlooked =
                    run.verifyUntil(
                            "the cure",
                            ran ->
                                    ran.reasons().contains("east -> west not-imported")
                                            && ran.check(CheckCode.IMPORTED, "east", "west")
                                                    .hint()
                                                    .startsWith("Edit its rules once"));
            overlooked.require(ErrorClass.WAIT);

            Object right = Trees.value(aro.get(EAST_IMPORTS), "spec", rules).orElseThrow();
            aro.set(EAST_IMPORTS, List.of(), "spec", rules);
            aro.set(EAST_IMPORTS, right, "spec", rules);
            run.verify().requireOk();
        }
    }

    /**
     * istiod looks at its sets and asks for the full list, each once a minute and neither first, so
     * it has looked at all there is now when it asks for the second time.
     */
    private static void awaitMinute(Edits cluster, ObjectRef peer) {
        for (int round = 0; round < 2; round++) {
            Instant last = Names.lastSync(cluster.get(peer));
            cluster.await(
                    "a full list after " + last,
                    FederationRun.PATIENCE,
                    peer,
                    now -> Names.syncedAfter(now, last));
        }
    }

    @Test
    @DisplayName(
            "a wrong root shows in no status until istiod restarts, but verify names it before and after")
    void rootBehindAnOldConnection() {
        try (FederationRun run =
                FederationRun.of(FederationTexts.PAIR, FederationRun.options().withReplicas(1))) {
            run.federate().requireOk();
            Edits rosa = run.edits("rosa");
            String wrong = CertificateAuthority.create("somebody else").pem();
            rosa.set(Names.WEST_ROOTS, wrong, "data", "root-cert.pem");
            rosa.set(Names.WEST_PEER, "now", "metadata", "annotations", "touched");
            Instant touched = Instant.now().plusSeconds(1);
            rosa.await(
                    "a round after the touch",
                    FederationRun.PATIENCE,
                    Names.WEST_PEER,
                    peer -> Names.syncedAfter(peer, touched));
            Ran before = run.verify().require(ErrorClass.PRECOND);
            assertEquals("west -> east ca-differs", before.reasons().get(0));
            assertTrue(Names.connected(rosa.get(Names.WEST_PEER)));

            MeshHandle west = run.stage().mesh("west");
            List<String> pods = west.istiodPods();
            rosa.restartIstiod("west-mesh", "istiod-west");
            run.verifyUntil(
                            "that the new istiods are held up",
                            ran ->
                                    ran.reasons().contains("west -> east ca-differs")
                                            && ran.reasons()
                                                    .contains("west -> east connected-never-synced")
                                            && Collections.disjoint(west.istiodPods(), pods))
                    .require(ErrorClass.PRECOND);

            rosa.delete(Names.WEST_ROOTS);
            Ran late = run.federate(How.usual().withinSeconds(4)).require(ErrorClass.WAIT);
            assertTrue(
                    late.reasons().contains("west -> east connected-never-synced"), late::failures);
            run.verify(How.usual().restartingIstiod()).requireOk();
        }
    }

    @Test
    @DisplayName(
            "E6: a host name that does not resolve is told as an address to look at, and cured in the file")
    void unresolved() {
        wrongSide("addresses: [gateway.nowhere.example]");
    }

    @Test
    @DisplayName(
            "E8: a closed discovery port is told as an address to look at, and cured in the file")
    void closedPort() {
        wrongSide("discoveryPort: 8189");
    }

    private static void wrongSide(String side) {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.edit(FederationTexts.PAIR + SIDE.formatted(side));
            run.federate(How.usual().withinSeconds(4)).require(ErrorClass.WAIT);
            Ran told =
                    run.verifyUntil(
                            "the address in doubt",
                            ran ->
                                    ran.reasons().contains("east -> west unreachable")
                                            && ran.check(CheckCode.OUTBOUND, "east", "west")
                                                    .observed()
                                                    .contains("look at the address"));
            assertFalse(told.reasons().contains("west -> east unreachable"), told::failures);

            run.edit(FederationTexts.PAIR).federate(How.usual().restartingIstiod()).requireOk();
        }
    }

    @Test
    @DisplayName(
            "a frozen mesh cannot be taken apart before its istiod is restarted: unfederate says so")
    void frozenTakenApart() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            MeshHandle east = run.stage().mesh("east");
            east.block(run.stage().mesh("west"));
            run.verifyUntil("frozen", ran -> east.frozen());

            Ran stuck = run.unfederate(How.usual().withinSeconds(4)).require(ErrorClass.WAIT);
            String cure = "oc --context aro -n east-mesh rollout restart deploy/istiod-east";
            assertTrue(stuck.failures().contains(cure), stuck::failures);

            run.edits("aro").restartIstiod("east-mesh", "istiod-east");
            run.unfederate().requireOk();
        }
    }

    @Test
    @DisplayName(
            "a peer that somebody deleted while it exported is taken apart after the restart that verify names")
    void stuckTakenApart() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            run.edits("rosa").delete(Names.WEST_PEER);
            run.unfederate().requireOk();

            run.federate(How.usual().withinSeconds(4)).require(ErrorClass.WAIT);
            Ran stuck =
                    run.verifyUntil(
                            "the restart", ran -> ran.restartAdvice().equals(List.of("west")));
            stuck.require(ErrorClass.WAIT);
            run.edits("rosa").restartIstiod("west-mesh", "istiod-west");
            run.verify().requireOk();
            run.unfederate().requireOk();
        }
    }
}
