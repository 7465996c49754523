package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.resource.FederationObjects;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.FakeIstiods;
import io.meshfed.testing.Run;
import io.meshfed.testing.SaidProgress;
import io.meshfed.testing.TestRoots;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VerifyFederationStepTest extends AroRosaTest {

    private static final List<Step> APPLY =
            List.of(
                    new ShareTrustStep(
                            ShareTrustStep.Mode.REPLACE, ShareTrustStep.Guards.NONE_WAIVED),
                    new ExportServicesStep(),
                    new ImportServicesStep(),
                    new PeerStep());
    private static final Step STEP =
            new VerifyFederationStep(3, Duration.ofMillis(20), Duration.ofSeconds(60), false);
    private static final Step STATUS = new StatusStep(Duration.ofSeconds(60));

    private FakeIstiods istiods;

    @BeforeEach
    void apply() {
        harness().run(APPLY).requireOk();
        istiods = istiods();
    }

    @Test
    @DisplayName("both directions are proved by what both sides' istiods wrote")
    void verifies() {
        istiods.reconcile();

        Run run = harness().runTwice(STEP);

        assertEquals("2", run.last().results().get("verified"));
        assertTrue(run.last().checks().stream().allMatch(c -> c.status() == CheckStatus.OK));
    }

    @Test
    @DisplayName("a peer that istiod takes in late is waited for")
    void waits() {
        SaidProgress late = SaidProgress.onWait(istiods::reconcile);

        harness().telling(late).run(STEP).requireOk();

        assertTrue(
                late.said().get(0).contains("waiting for the federation: "), late.said()::toString);
    }

    @Test
    @DisplayName("what is not proved in time is WAIT with the last reason, for each direction")
    void givesUp() {
        Run run = harness().within(Duration.ofMillis(100)).run(STEP);

        assertEquals(
                List.of(ErrorClass.WAIT, ErrorClass.WAIT),
                run.failures().stream().map(FederationException::errorClass).toList());
        assertEquals(CheckStatus.FAILED, run.checks(CheckCode.PEER_HANDLED).get(0).status());
        assertEquals(List.of(), run.writes());
    }

    @Test
    @DisplayName("what istiod says is read anew, also when an earlier step of the run read it")
    void readsStatusesAnew() {
        istiods.reconcile();
        Step meanwhile =
                new Step() {
                    @Override
                    public String name() {
                        return "meanwhile";
                    }

                    @Override
                    public StepReport run(StepContext context) {
                        aro().mergeStatus(
                                        FederationObjects.exports(aroKnowsRosa),
                                        Map.of("exportedServices", List.of()));
                        return StepReport.of(name());
                    }
                };
        Step once = new VerifyFederationStep(1, Duration.ZERO, Duration.ofSeconds(60), false);

        Run run =
                harness()
                        .within(Duration.ofSeconds(2))
                        .run(List.of(new ExportServicesStep(), meanwhile, once));

        assertTrue(
                run.failures().stream().anyMatch(f -> f.getMessage().contains("not-exported")),
                () -> run.failures().toString());
    }

    @Test
    @DisplayName("roots that are not the peer's of today are seen, though the connection stands")
    void comparesRoots() {
        istiods.reconcile();
        rosaMesh().publish(TestRoots.fresh());

        Run run = harness().run(STATUS);

        assertTrue(
                run.failures().get(0).getMessage().contains("ca-differs"),
                () -> run.failures().toString());
    }

    @Test
    @DisplayName("status tells every direction as one look finds it, and waits for nothing")
    void tellsTheStatus() {
        istiods.reconcile();

        Run run = harness().runTwice(STATUS);

        assertEquals(List.of(), run.writes());
        assertTrue(run.last().data().containsKey("matrix"));
    }

    @Test
    @DisplayName("an istiod that needs no restart gets none, though restarts are allowed")
    void restartsNothingHealthy() {
        istiods.reconcile();
        ClusterObject before = aro().get(FederationObjects.istiod(aroMesh().mesh()));

        harness()
                .run(
                        new VerifyFederationStep(
                                1, Duration.ofMillis(20), Duration.ofSeconds(60), true))
                .requireOk();

        assertEquals(
                before.generation(),
                aro().get(FederationObjects.istiod(aroMesh().mesh())).generation());
    }
}
