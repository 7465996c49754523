package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import io.meshfed.testing.FakeIstiods;
import io.meshfed.testing.Federations;
import io.meshfed.testing.Run;
import io.meshfed.testing.SaidProgress;
import io.meshfed.testing.SandboxClusters;
import io.meshfed.testing.SeededFederation;
import io.meshfed.testing.StepHarness;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong for one mesh while a federation is verified costs the others nothing. */
class VerifyFaultsTest {

    private static final List<Step> APPLY =
            List.of(
                    new ShareTrustStep(
                            ShareTrustStep.Mode.REPLACE, ShareTrustStep.Guards.NONE_WAIVED),
                    new ExportServicesStep(),
                    new ImportServicesStep(),
                    new PeerStep());
    private static final Fault DENIED =
            new Fault.Answer(
                    403,
                    Map.of(),
                    "application/json",
                    """
                    {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","code":403,
                    "message":"user may not do that"}""");

    /** For longer than a peer may take to be known, but not since the last full sync is too old. */
    private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(45));

    private final Federation federation = Federations.read(Federations.TRIANGLE);

    @TempDir Path folder;
    private SandboxClusters clusters;
    private FakeIstiods istiods;
    private StepHarness harness;

    @BeforeEach
    void apply() {
        clusters = SandboxClusters.start(folder, List.of("aro", "rosa", "third"));
        SeededFederation seeded = SeededFederation.install(clusters, federation);
        istiods = new FakeIstiods(clusters, federation, seeded);
        harness = new StepHarness(clusters, federation);
        harness.run(APPLY).requireOk();
    }

    @AfterEach
    void stop() {
        clusters.close();
    }

    private static Step verify(boolean restart) {
        return new VerifyFederationStep(3, Duration.ofMillis(20), Duration.ofSeconds(60), restart);
    }

    /** Every istiod takes its peers in while meshfed waits, and then the fault comes. */
    private SaidProgress thenFault(Runnable fault) {
        AtomicBoolean come = new AtomicBoolean();
        return SaidProgress.onWait(
                () -> {
                    if (come.compareAndSet(false, true)) {
                        istiods.reconcile();
                        fault.run();
                    }
                });
    }

    @Test
    @DisplayName("a mesh that refuses us half-way is left out at once, and the others are verified")
    void leavesOutWhatRefuses() {
        Run run =
                harness.telling(
                                thenFault(
                                        () ->
                                                clusters.fault(
                                                        "third",
                                                        FaultPlan.always(
                                                                any -> true,
                                                                new Fault.Answer(
                                                                        401,
                                                                        Map.of(),
                                                                        "application/json",
                                                                        "{\"kind\":\"Status\",\"code\":401}")))))
                        .run(verify(false));

        FederationException refused = run.failure(ErrorClass.AUTH);
        assertTrue(refused.getMessage().contains("third"), refused::getMessage);
        assertEquals("2", run.last().results().get("verified"));
        assertEquals("4", run.last().results().get("failed"));
    }

    @Test
    @DisplayName("a cluster that dies half-way is tried again to the end; the others are verified")
    void triesAgainWhatDied() {
        Run run =
                harness.within(Duration.ofSeconds(4))
                        .telling(thenFault(() -> clusters.server("third").close()))
                        .run(verify(false));

        FederationException dead = run.failure(ErrorClass.TRANSIENT);
        assertTrue(dead.getMessage().startsWith("cluster 'third'"), dead::getMessage);
        assertEquals("2", run.last().results().get("verified"));
        assertEquals("4", run.last().results().get("failed"));
    }

    @Test
    @DisplayName("a restart that is refused is a failure of its mesh, and the rest is told")
    void goesOnWithoutTheRestart() {
        istiods.reconcile();
        refuseEast();
        clusters.fault(
                "rosa",
                FaultPlan.always(request -> request.path().contains("/deployments/"), DENIED));

        Run run = harness.at(LATER).within(Duration.ofSeconds(2)).run(verify(true));

        List<String> classes =
                run.failures().stream().map(each -> each.errorClass().label()).sorted().toList();
        assertEquals(List.of("AUTH", "WAIT"), classes, () -> run.failures().toString());
        assertEquals("5", run.last().results().get("verified"));
        assertEquals(List.of(), run.changes());
    }

    @Test
    @DisplayName("a restart is told as a change of the Deployment")
    void notesTheRestart() {
        istiods.reconcile();
        refuseEast();
        SaidProgress cured = SaidProgress.onWait(istiods::reconcile);

        Run run = harness.at(LATER).telling(cured).run(verify(true)).requireOk();

        assertEquals(
                List.of(
                        FederationObjects.istiod(
                                Federations.direction(federation, "west", "east").local())),
                run.changes(Change.Kind.UPDATED).stream().map(Change::object).toList());
    }

    /** West answers so while it is stuck and does not take in its peer. */
    private void refuseEast() {
        Direction eastKnowsWest = Federations.direction(federation, "east", "west");
        ObjectRef peer = FederationObjects.peer(eastKnowsWest);
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Map<String, Object> watch =
                Map.of(
                        "connected",
                        false,
                        "lastConnected",
                        now,
                        "lastDisconnect",
                        now,
                        "lastDisconnectStatus",
                        "400 Bad Request");
        Map<String, Object> entry = Map.of("pod", "istiod-east-5d4b9c-x2k7p", "watch", watch);
        clusters.raw("aro")
                .mergeStatus(
                        peer,
                        Map.of(
                                "discoveryStatus",
                                Map.of("active", List.of(), "inactive", List.of(entry))));
    }
}
