package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.CheckCode;
import io.meshfed.report.ErrorClass;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("meshes that cannot be reached")
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class UnreachableTest {

    private static final String THREE =
            """
            apiVersion: meshfed.io/v1alpha1
            kind: Federation
            name: e2e
            clusters:
              aro: { context: aro }
              rosa: { context: rosa }
            meshes:
              east: { cluster: aro, namespace: east-mesh, controlPlane: east }
              west: { cluster: rosa, namespace: west-mesh, controlPlane: west }
              dead: { cluster: rosa, namespace: dead-mesh, controlPlane: dead }
            peerings:
              - between: [east, dead]
            """;

    private static final String WITH_WEST = THREE + "  - between: [east, west]\n";

    @Test
    @DisplayName("a closed firewall is told as such, and when it opens all is well by itself")
    void firewall() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.stage().mesh("east").block(run.stage().mesh("west"));
            run.federate(How.usual().withinSeconds(4)).require(ErrorClass.WAIT);
            Ran closed =
                    run.verifyUntil(
                            "unreachable on the one side alone",
                            ran ->
                                    ran.reasons().contains("east -> west unreachable")
                                            && ran.check(CheckCode.OUTBOUND, "east", "west")
                                                    .observed()
                                                    .contains("so trust is right"));
            closed.require(ErrorClass.WAIT);
            run.verifyUntil("east -> west freezes");

            run.stage().mesh("east").unblock(run.stage().mesh("west"));
            assertEquals(List.of(), run.verify().requireOk().restartAdvice());
        }
    }

    @Test
    @DisplayName(
            "an address that leads nowhere, corrected too late, needs a restart of that mesh alone")
    void address() {
        String wrong =
                FederationTexts.PAIR
                        + """
                            sides:
                              west: { addresses: [192.0.2.200] }
                        """;
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.edit(wrong).federate(How.usual().withinSeconds(4)).require(ErrorClass.WAIT);
            Ran closed = run.verifyUntil("east -> west freezes");
            assertTrue(closed.reasons().contains("east -> west unreachable"), closed::failures);
            everyIstiodIsFrozen(run);

            run.edit(FederationTexts.PAIR)
                    .federate(How.usual().withinSeconds(3))
                    .require(ErrorClass.WAIT);
            Ran late = run.verifyUntil("a restart advised", ran -> !ran.restartAdvice().isEmpty());
            assertEquals(List.of("east"), late.restartAdvice(), late::failures);

            run.federate(How.usual().restartingIstiod()).requireOk();
        }
    }

    @Test
    @DisplayName(
            "a peer made anew after a wrong address was deleted with it is cured by a restart that was asked for")
    void madeAnew() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            run.edits("aro")
                    .set(Names.EAST_PEER, List.of("192.0.2.200"), "spec", "remote", "addresses");
            run.verifyUntil("east -> west freezes");
            run.edits("aro").delete(Names.EAST_PEER);

            run.federate(How.usual().restartingIstiod()).requireOk();
        }
    }

    @Test
    @DisplayName(
            "a dead peer freezes its mesh, and is named as the reason why another gets no status")
    void frozenByAnother() {
        try (FederationRun run = FederationRun.of(WITH_WEST)) {
            run.stage().mesh("east").block(run.stage().mesh("dead"));
            run.edit(THREE).federate(How.usual().withinSeconds(3)).require(ErrorClass.WAIT);
            run.verifyUntil("east -> dead freezes");
            everyIstiodIsFrozen(run);

            run.edit(WITH_WEST).federate(How.usual().withinSeconds(3)).require(ErrorClass.WAIT);
            Ran held =
                    run.verifyUntil(
                            "west held up by dead, and a restart advised",
                            ran ->
                                    ran.restartAdvice().contains("east")
                                            && ran.check(CheckCode.PEER_HANDLED, "east", "west")
                                                    .observed()
                                                    .endsWith("held up by unreachable dead"));

            assertTrue(held.reasons().contains("east -> west not-handled"), held::failures);
            assertEquals(
                    "unreachable: dead",
                    held.check(CheckCode.NOT_FROZEN, "east", "west").observed());
        }
    }

    /** One that is not yet takes the next edit in, and then it was in time. */
    private static void everyIstiodIsFrozen(FederationRun run) {
        run.verifyUntil("frozen", ran -> run.stage().mesh("east").frozen());
    }
}
