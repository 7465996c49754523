package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.sandbox.mesh.MeshHandle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("roots that change, vanish or are spoilt")
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class TrustTest {

    @Test
    @DisplayName("a rotation in the right order is verified at every stage, without a restart")
    void rotation() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            MeshHandle east = run.stage().mesh("east");

            east.renewRoot();
            Ran added = run.shareTrust(How.usual().adding()).requireOk();
            assertEquals(2, added.writes().size(), "the ConfigMap and a touched peer");
            assertEquals(2, certificates(run));
            assertEquals(List.of(), run.verify().requireOk().restartAdvice());

            restartGateways(east);
            assertEquals(List.of(), run.verify().requireOk().restartAdvice());

            run.shareTrust(How.usual()).requireOk();
            assertEquals(1, certificates(run));
            run.verify().requireOk();
            run.federate().requireOk().requireNoWrites();
        }
    }

    private static int certificates(FederationRun run) {
        String pem =
                Trees.text(run.edits("rosa").get(Names.WEST_ROOTS), "data", "root-cert.pem")
                        .orElseThrow();
        return pem.split("BEGIN CERTIFICATE", -1).length - 1;
    }

    private static void restartGateways(MeshHandle mesh) {
        for (String gateway : List.of("ingress-west", "egress-west")) {
            mesh.killGateway(gateway);
            mesh.startGateway(gateway);
        }
    }

    @Test
    @DisplayName(
            "a root that is spread after its use froze the peer: its istiod is named, and cured")
    void spreadTooLate() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            MeshHandle east = run.stage().mesh("east");
            east.renewRoot();
            restartGateways(east);

            run.edits("rosa")
                    .await(
                            "west to be refused",
                            FederationRun.PATIENCE,
                            Names.WEST_PEER,
                            peer -> Names.disconnected(peer) && Names.saw(peer, "503"));
            Ran wrong = run.verify().require(ErrorClass.PRECOND);
            assertTrue(wrong.took().compareTo(Duration.ofSeconds(10)) < 0, "waits for nothing");
            assertTrue(wrong.reasons().contains("west -> east ca-differs"), wrong::failures);
            assertEquals(List.of(), wrong.restartAdvice());
            MeshHandle west = run.stage().mesh("west");
            // What is told is inferred from times, and on a slow machine istiod may be behind them.
            run.verifyUntil(
                    "west -> east freezes",
                    ran -> ran.reasons().contains("west -> east freezes") && west.frozen());

            run.shareTrust(How.usual()).requireOk();
            Ran frozen = run.verifyUntil("west -> east frozen").require(ErrorClass.WAIT);
            assertEquals(List.of("west"), frozen.restartAdvice());

            Ran cured = run.verify(How.usual().restartingIstiod()).requireOk();
            assertEquals(List.of("warning restarting istiod of mesh 'west'"), cured.warnings());
        }
    }

    @Test
    @DisplayName("a deleted CA ConfigMap is named, and the next federate makes it again")
    void deleted() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            run.edits("rosa").delete(Names.WEST_ROOTS);

            Ran missing = run.verify().require(ErrorClass.PRECOND);
            assertEquals(List.of("west -> east ca-missing"), missing.reasons());
            run.federate().requireOk();
        }
    }

    @Test
    @DisplayName("a CA ConfigMap that somebody filled with garbage is told, and not overwritten")
    void garbage() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            run.edits("rosa").set(Names.WEST_ROOTS, "garbage", "data", "root-cert.pem");

            Ran spoilt = run.verify().require(ErrorClass.PRECOND);
            assertTrue(spoilt.reasons().contains("west -> east ca-differs"), spoilt::failures);
            Ran refused = run.federate().require(ErrorClass.CONFLICT);
            assertTrue(refused.failures().contains("root-cert.pem"), refused::failures);
            assertEquals(
                    "garbage",
                    Trees.text(run.edits("rosa").get(Names.WEST_ROOTS), "data", "root-cert.pem")
                            .orElseThrow());

            run.edits("rosa").delete(Names.WEST_ROOTS);
            run.federate().requireOk();
        }
    }

    @Test
    @DisplayName(
            "roots under a key that istiod does not read are named, and the next federate puts the right key in")
    void wrongKey() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            Edits rosa = run.edits("rosa");
            Object data = Trees.value(rosa.get(Names.WEST_ROOTS), "data").orElseThrow();
            String pem = Trees.text(Trees.object(data), "root-cert.pem").orElseThrow();
            rosa.set(Names.WEST_ROOTS, Map.of("ca.crt", pem), "data");

            Ran wrong = run.verify().require(ErrorClass.PRECOND);
            assertTrue(wrong.reasons().contains("west -> east ca-wrong-key"), wrong::failures);
            run.federate().requireOk();
        }
    }
}
