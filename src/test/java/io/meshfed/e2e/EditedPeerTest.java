package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Trees;
import io.meshfed.report.CheckCode;
import io.meshfed.report.ErrorClass;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("every field of a peer that somebody can spoil")
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
@Tag("sweeps")
class EditedPeerTest {

    private static final Map<List<String>, Object> SPOILT =
            Map.of(
                    List.of("spec", "security", "trustDomain"), "somewhere-else.local",
                    List.of("spec", "gateways", "ingress", "name"), "ingress-nobody",
                    List.of("spec", "gateways", "egress", "name"), "egress-nobody",
                    List.of("spec", "remote", "discoveryPort"), 8189,
                    List.of("spec", "remote", "addresses"), List.of());

    @Test
    @DisplayName("is named by its path at once, kept by federate, and well again when put back")
    void named() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            Edits aro = run.edits("aro");
            SPOILT.forEach(
                    (path, wrong) -> {
                        String[] field = path.toArray(String[]::new);
                        Object right = Trees.value(aro.get(Names.EAST_PEER), field).orElseThrow();
                        aro.set(Names.EAST_PEER, wrong, field);

                        Ran seen = run.verify().require(ErrorClass.PRECOND);
                        assertTrue(
                                seen.reasons().contains("east -> west peer-differs"),
                                seen::failures);
                        assertTrue(
                                seen.check(CheckCode.PEER_APPLIED, "east", "west")
                                        .observed()
                                        .contains(String.join(".", path)),
                                seen::failures);
                        Ran kept = run.federate().require(ErrorClass.CONFLICT);
                        assertTrue(
                                kept.failures().contains(field[field.length - 1]), kept::failures);

                        aro.set(Names.EAST_PEER, right, field);
                    });

            // Together they may have lasted for more than a minute of the sandbox.
            run.verify(How.usual().restartingIstiod()).requireOk();
        }
    }

    @Test
    @DisplayName("an empty client id is an open door, which no status shows, and verify names")
    void openDoor() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            Edits rosa = run.edits("rosa");
            String[] field = {"spec", "security", "clientID"};
            String right = Trees.text(rosa.get(Names.WEST_PEER), field).orElseThrow();
            rosa.set(Names.WEST_PEER, "", field);

            Ran open = run.verify().require(ErrorClass.PRECOND);
            assertEquals("west -> east client-id-empty", open.reasons().get(0), open::failures);
            assertTrue(Names.connected(run.edits("aro").get(Names.EAST_PEER)));

            rosa.set(Names.WEST_PEER, right, field);
            run.verify().requireOk();
        }
    }

    @Test
    @DisplayName("E12: sets that are called otherwise than the peer are nobody's, and do no harm")
    void otherNames() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            Edits rosa = run.edits("rosa");
            run.federate().requireOk();
            Map<String, Object> misnamed = Edits.renamed(rosa.get(Names.WEST_EXPORTS), "eats");
            rosa.delete(Names.WEST_EXPORTS);
            rosa.store().put(misnamed);

            Ran missing = run.verify().require(ErrorClass.PRECOND);
            assertTrue(
                    missing.reasons().contains("west -> east exports-not-applied"),
                    missing::failures);
            run.federate().requireOk();
            assertTrue(
                    Trees.value(rosa.get(Names.named(Names.WEST_EXPORTS, "eats")), "status")
                            .isEmpty());
        }
    }
}
