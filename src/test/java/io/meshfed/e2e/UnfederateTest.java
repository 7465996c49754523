package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ResourceType;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.ResourceTypes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("taking a federation apart")
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class UnfederateTest {

    @Test
    @DisplayName(
            "drained first, both sides, nothing left; federated anew it works without a restart")
    void backAndForth() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();

            Ran back = run.unfederate().requireOk();
            assertEquals(Map.of(Change.Kind.DELETED, 8L, Change.Kind.UPDATED, 2L), back.changes());
            assertEquals("2", back.result("lingering-trust"));
            for (String cluster : List.of("aro", "rosa")) {
                assertDrainedFirst(back, cluster);
                assertEmpty(run, cluster);
            }

            Ran again = run.federate().requireOk();
            assertEquals(List.of(), again.restartAdvice());
            assertEquals("2", again.result("verified"));
        }
    }

    private static void assertDrainedFirst(Ran back, String cluster) {
        List<String> sent =
                back.writes().stream()
                        .map(Stage.Sent::toString)
                        .filter(line -> line.startsWith(cluster + ":"))
                        .toList();
        assertTrue(
                index(sent, "PATCH", "exportedservicesets")
                        < index(sent, "DELETE", "servicemeshpeers"),
                sent::toString);
    }

    private static int index(List<String> lines, String method, String plural) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(method) && lines.get(i).contains("/" + plural + "/")) {
                return i;
            }
        }
        throw new AssertionError("no %s of %s in %s".formatted(method, plural, lines));
    }

    private static void assertEmpty(FederationRun run, String cluster) {
        for (ResourceType type :
                List.of(ResourceTypes.PEER, ResourceTypes.EXPORTS, ResourceTypes.IMPORTS)) {
            assertEquals(List.of(), run.stage().store(cluster).list(type, ""));
        }
        assertEquals(
                List.of(),
                run.stage().store(cluster).list(ResourceTypes.CONFIG_MAP, "").stream()
                        .map(Object::toString)
                        .filter(map -> map.contains("meshfed"))
                        .toList());
    }

    @Test
    @DisplayName("where nothing is federated it finds nothing, and writes nothing")
    void twice() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            run.unfederate().requireOk();

            Ran second = run.unfederate().requireOk().requireNoWrites();
            assertEquals(Map.of(Change.Kind.NOT_FOUND, 8L), second.changes());
            assertEquals("0", second.result("lingering-trust"));
        }
    }

    @Test
    @DisplayName(
            "with one cluster dead everything stays on the other too, and the dead one is named")
    void oneDead() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            run.embedded().server("rosa").close();

            Ran ran = run.unfederate().require(ErrorClass.TRANSIENT).requireNoWrites();
            assertTrue(ran.failures().contains("cluster 'rosa'"), ran::failures);
            assertTrue(ran.took().compareTo(Duration.ofSeconds(10)) < 0, ran.took()::toString);
            assertTrue(Names.connected(run.edits("aro").get(Names.EAST_PEER)));
        }
    }

    @Test
    @DisplayName("one peering of a mesh goes, and its others stay verified")
    void narrowed() {
        String less =
                FederationTexts.EAST2.substring(
                        0, FederationTexts.EAST2.indexOf("  - between: [east2, west]"));
        String only =
                FederationTexts.EAST2.substring(0, FederationTexts.EAST2.indexOf("  - between:"))
                        + FederationTexts.EAST2.substring(
                                FederationTexts.EAST2.indexOf("  - between: [east2, west]"));
        try (FederationRun run = FederationRun.of(FederationTexts.EAST2)) {
            run.federate().requireOk();
            run.edit(only).unfederate().requireOk();

            run.edit(less).federate().requireOk().requireNoWrites();
        }
    }

    @Test
    @DisplayName(
            "beside a peer that somebody edited by hand it names cause and cure at once, and again when the wait was in vain")
    void besideAnEditedPeer() {
        try (FederationRun run = FederationRun.of(FederationTexts.PAIR)) {
            run.federate().requireOk();
            run.edits("aro")
                    .set(Names.EAST_PEER, List.of("10.255.255.1"), "spec", "remote", "addresses");
            run.verifyUntil("frozen", ran -> run.stage().mesh("east").frozen());

            Ran stuck = run.unfederate(How.usual().withinSeconds(2)).require(ErrorClass.WAIT);
            String cure = "oc --context aro -n east-mesh rollout restart deploy/istiod-east";
            assertEquals(1, stuck.warnings().size(), stuck.told()::toString);
            assertTrue(stuck.warnings().get(0).contains("does not reach its peer west"));
            assertTrue(stuck.warnings().get(0).contains(cure), stuck.warnings()::toString);
            assertTrue(stuck.failures().contains("held up by west"), stuck::failures);
            assertTrue(stuck.failures().contains(cure), stuck::failures);

            run.edits("aro").restartIstiod("east-mesh", "istiod-east");
            run.unfederate().requireOk();
        }
    }
}
