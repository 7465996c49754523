package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Trees;
import io.meshfed.report.CheckCode;
import io.meshfed.report.ErrorClass;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("peers that others edit or delete")
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class BrokenPeerTest {

    private static final String[] CLIENT_ID = {"spec", "security", "clientID"};

    @Test
    @DisplayName(
            "E11: a client id that somebody edited is refused, named on the right side, and kept")
    void clientId() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            Edits rosa = run.edits("rosa");
            String right = Trees.text(rosa.get(Names.WEST_PEER), CLIENT_ID).orElseThrow();
            rosa.set(Names.WEST_PEER, "somebody-else", CLIENT_ID);
            run.edits("aro")
                    .await(
                            "the live connection to end",
                            FederationRun.PATIENCE,
                            Names.EAST_PEER,
                            peer -> Names.disconnected(peer) && Names.saw(peer, "403"));

            Ran wrong = run.verify().require(ErrorClass.PRECOND);
            assertEquals(
                    List.of("east -> west client-id-refused", "west -> east peer-differs"),
                    causes(wrong));
            Ran refused = run.federate().require(ErrorClass.CONFLICT).requireNoWrites();
            assertTrue(refused.failures().contains("clientID"), refused::failures);

            rosa.set(Names.WEST_PEER, right, CLIENT_ID);
            run.verify(How.usual().restartingIstiod()).requireOk();
        }
    }

    /** The first reason of each direction. */
    private static List<String> causes(Ran ran) {
        return ran.reasons().stream()
                .filter(reason -> !reason.contains("freezes") && !reason.contains("cures-itself"))
                .filter(reason -> !reason.contains("no-inbound"))
                .toList();
    }

    @Test
    @DisplayName("a peer that was drained and deleted on one side is made again, without a restart")
    void oneSideGone() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            Edits rosa = run.edits("rosa");
            rosa.set(Names.WEST_EXPORTS, List.of(), "spec", "exportRules");
            rosa.await(
                    "the exports to be withdrawn",
                    FederationRun.PATIENCE,
                    Names.WEST_EXPORTS,
                    set -> Trees.objects(set, "status", "exportedServices").isEmpty());
            rosa.delete(Names.WEST_PEER);
            rosa.delete(Names.WEST_EXPORTS);

            Ran alone = run.verify().require(ErrorClass.PRECOND);
            assertTrue(
                    alone.reasons().contains("east -> west other-side-missing"), alone::failures);
            assertTrue(alone.reasons().contains("west -> east peer-not-applied"), alone::failures);

            assertEquals(List.of(), run.federate().requireOk().restartAdvice());
        }
    }

    @Test
    @DisplayName(
            "a peer deleted while it exports locks that istiod: the other side's 400 tells, a restart cures")
    void stuckWorker() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            run.edits("rosa").delete(Names.WEST_PEER);
            run.edits("aro")
                    .await(
                            "east to be told that it is unknown",
                            FederationRun.PATIENCE,
                            Names.EAST_PEER,
                            peer -> Names.saw(peer, "400 Bad Request"));

            Ran stuck = run.federate(How.usual().withinSeconds(10)).require(ErrorClass.WAIT);
            assertTrue(stuck.reasons().contains("east -> west unknown-to-peer"), stuck::failures);
            assertEquals(List.of("west"), stuck.restartAdvice());
            assertTrue(
                    stuck.check(CheckCode.OUTBOUND, "east", "west")
                            .hint()
                            .endsWith(
                                    "oc --context rosa -n west-mesh rollout restart deploy/istiod-west"));

            run.verify(How.usual().restartingIstiod()).requireOk();
        }
    }
}
