package io.meshfed.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.engine.Step;
import io.meshfed.report.Change;
import io.meshfed.report.FieldChange;
import io.meshfed.resource.FederationObjects;
import io.meshfed.steps.ShareTrustStep;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.Run;
import io.meshfed.testing.StoredState;
import io.meshfed.testing.TestRoots;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlanTest extends AroRosaTest {

    private static final List<Step> PLAN =
            Pipelines.plan(
                    new ShareTrustStep(
                            ShareTrustStep.Mode.REPLACE, ShareTrustStep.Guards.NONE_WAIVED));

    @Test
    @DisplayName("before the first federate everything would be created, and nothing is stored")
    void plansAll() {
        SortedMap<String, String> before = StoredState.of(clusters, federation);

        Run run = harness().dryRun().run(PLAN).requireOk();

        assertEquals(8, run.changes(Change.Kind.CREATED).size());
        assertEquals(List.of(), run.writes());
        assertEquals(before, StoredState.of(clusters, federation));
    }

    @Test
    @DisplayName("a converged federation has nothing to do")
    void plansNothing() {
        harness().hooked(istiods()).run(FederateTest.FEDERATE).requireOk();

        Run run = harness().dryRun().run(PLAN).requireOk();

        assertEquals(0, run.changes().stream().filter(c -> c.kind().isWrite()).count());
        assertTrue(
                run.requests().stream().noneMatch(request -> request.verb().equals("patch")),
                () -> run.requests().toString());
    }

    @Test
    @DisplayName("a rotated root is shown as the fingerprints of before and after")
    void showsFingerprints() {
        harness().hooked(istiods()).run(FederateTest.FEDERATE).requireOk();
        String next = TestRoots.fresh();
        rosaMesh().publish(next);

        Run run = harness().dryRun().run(PLAN).requireOk();

        Change roots =
                run.changes(Change.Kind.UPDATED).stream()
                        .filter(
                                c ->
                                        c.object()
                                                .equals(
                                                        FederationObjects.injectedRoots(
                                                                aroKnowsRosa)))
                        .findFirst()
                        .orElseThrow();
        FieldChange field = roots.fields().get(0);
        assertEquals("data[root-cert.pem]", field.path());
        assertTrue(field.before().contains(sha256(rosaMesh().root().pem())), field::before);
        assertTrue(field.after().contains(sha256(next)), field::after);
        assertFalse(run.reports().toString().contains("BEGIN"), "a certificate is shown");
    }

    private static String sha256(String pem) {
        return TestRoots.bundle(pem).roots().get(0).sha256();
    }

    @Test
    @DisplayName("a changed address is shown field by field, and the other side not at all")
    void showsFields() {
        harness().hooked(istiods()).run(FederateTest.FEDERATE).requireOk();
        seeded.ingress(rosaKnowsAro).addressed("new.elb.eu-west-1.amazonaws.com");

        Run run = harness().dryRun().run(PLAN).requireOk();

        List<Change> updates = run.changes(Change.Kind.UPDATED);
        assertEquals(
                List.of(FederationObjects.peer(aroKnowsRosa)),
                updates.stream().map(Change::object).toList());
        assertEquals(
                List.of(
                        new FieldChange(
                                "spec.remote.addresses",
                                "[\"a2.elb.eu-west-1.amazonaws.com\"]",
                                "[\"new.elb.eu-west-1.amazonaws.com\"]")),
                updates.get(0).fields());
    }
}
