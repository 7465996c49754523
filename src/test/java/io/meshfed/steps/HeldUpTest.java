package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.SaidProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("an istiod that is held up while a peering is taken apart")
class HeldUpTest extends AroRosaTest {

    private static final String NOBODY = "nobody";

    /** Whoever asks it twice has waited for ten seconds. */
    private static final class Leaping extends Clock {
        private Instant now = Instant.now();

        @Override
        public synchronized Instant instant() {
            now = now.plusSeconds(10);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    @DisplayName(
            "is told with the peer that holds it up, once with the cure, also when no file names that peer")
    void namesAPeerOfNobody() {
        harness()
                .hooked(istiods())
                .run(
                        List.of(
                                new ShareTrustStep(
                                        ShareTrustStep.Mode.REPLACE,
                                        ShareTrustStep.Guards.NONE_WAIVED),
                                new ExportServicesStep(),
                                new ImportServicesStep(),
                                new PeerStep()))
                .requireOk();
        unreachable();
        SaidProgress progress = SaidProgress.silent();

        FederationException failure =
                harness()
                        .at(new Leaping())
                        .telling(progress)
                        .within(Duration.ofSeconds(1))
                        .run(new UnpeerStep(Duration.ZERO))
                        .failure(ErrorClass.WAIT);

        List<String> told = progress.said().stream().filter(line -> line.contains(NOBODY)).toList();
        assertTrue(
                (failure.getMessage() + failure.details()).contains("held up by " + NOBODY),
                () -> failure.getMessage() + failure.details());
        assertEquals(
                1,
                told.stream().filter(line -> line.contains("rollout restart deploy/")).count(),
                told::toString);
    }

    /** A peer that somebody made by hand beside ours, and that istiod does not reach. */
    private void unreachable() {
        ClusterObject ours = aro().get(FederationObjects.peer(aroKnowsRosa));
        ObjectRef ref = new ObjectRef(ResourceTypes.PEER, ours.ref().namespace(), NOBODY);
        aro().put(ref, Map.of("spec", Trees.object(ours.tree().get("spec"))));
        aro().mergeStatus(
                        ref,
                        Map.of(
                                "discoveryStatus",
                                Map.of(
                                        "inactive",
                                        List.of(
                                                Map.of(
                                                        "pod",
                                                        "istiod-0",
                                                        "watch",
                                                        Map.of("connected", false))))));
    }
}
