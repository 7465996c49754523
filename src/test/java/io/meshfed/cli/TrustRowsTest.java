package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.meshfed.model.Direction;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.FederationObjects;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.pki.CertificateAuthority;
import io.meshfed.testing.SeededMesh;
import io.meshfed.testing.TestRoots;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Part D of the fault catalogue: odd roots, and roots that change. */
class TrustRowsTest extends CommandBed {

    private String rootsIn(Direction direction) {
        return clusters.raw(direction.local().cluster().name())
                .get(FederationObjects.injectedRoots(direction))
                .text("data", "root-cert.pem")
                .orElseThrow();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String renewed(SeededMesh mesh) {
        return mesh.root().renewed(now().minusSeconds(60), now().plus(Duration.ofDays(900))).pem();
    }

    @Test
    @DisplayName("D6: text behind the last certificate is left out, with a notice")
    void textAround() {
        rosaMesh().publish(rosaMesh().root().pem() + "garbage\n");

        Cli.Outcome looked = run("verify-access");
        ok(federate());

        says(looked.out(), "1 line(s) outside of the certificates are left out");
        assertEquals(rosaMesh().root().pem(), rootsIn(aroKnowsRosa));
        converges();
    }

    @Test
    @DisplayName("D7: a certificate that stands there twice is handed out once, with a notice")
    void twice() {
        rosaMesh().publish(rosaMesh().root().pem().repeat(2));

        says(run("verify-access").out(), "certificate 2 (line ", "is there twice");
        ok(federate());

        assertEquals(1, rootsOf(aroKnowsRosa));
        converges();
    }

    @Test
    @DisplayName("D8: several roots are all handed out, in one order whatever their own")
    void several() {
        String one = TestRoots.fresh();
        String other = TestRoots.fresh();
        rosaMesh().publish(one + other);
        ok(federate());
        assertEquals(2, rootsOf(aroKnowsRosa));
        assertEquals(TestRoots.bundle(one, other).pem(), rootsIn(aroKnowsRosa));

        rosaMesh().publish(other + one);

        converges();
        Cli.Outcome told = ok(run("extract-root", "--output", "json"));
        assertEquals(3, told.json().get("roots").size(), "one entry for each");
    }

    @Test
    @DisplayName("D10: an expired root beside a valid one is handed out, with a notice")
    void expiredBeside() {
        rosaMesh().publish(TestRoots.endingIn(Duration.ofDays(-3)) + rosaMesh().root().pem());

        says(run("verify-access").out(), "expired 3 d ago");
        ok(federate());

        assertEquals(2, rootsOf(aroKnowsRosa));
        converges();
    }

    @Test
    @DisplayName("D11: a root of tomorrow is INPUT with both times, and nothing is written")
    void notYet() {
        Instant tomorrow = now().plus(Duration.ofDays(1));
        rosaMesh()
                .publish(
                        CertificateAuthority.create(
                                        "early", tomorrow, tomorrow.plus(Duration.ofDays(900)))
                                .pem());

        String told = refusedClean(ErrorClass.INPUT, federate());

        says(told, "is valid from " + tomorrow + " on, and here it is 20");
        rosaMesh().publish(rosaMesh().root().pem());
        converges();
    }

    @Test
    @DisplayName("D17: a root renewed with its key is told as that; add keeps both, replace one")
    void renewedRoot() {
        ok(federate());
        rosaMesh().publish(renewed(rosaMesh()));

        Cli.Outcome added = ok(run("share-trust", "--mode", "add"));

        says(added.err(), "the root of mesh 'rosa-prod-mesh' was renewed with its old key");
        assertFalse(added.err().contains("new key"), added.err());
        assertEquals(2, rootsOf(aroKnowsRosa));
        ok(run("share-trust", "--mode", "add"));
        assertEquals(List.of(), writes());
        ok(run("share-trust"));
        assertEquals(1, rootsOf(aroKnowsRosa));
        converges();
    }

    @Test
    @DisplayName("D18: a root with another key shows both digests, in the plan before the write")
    void anotherKey() {
        ok(federate());
        String before = rootsIn(aroKnowsRosa);
        String after = TestRoots.fresh();
        rosaMesh().publish(after);

        Cli.Outcome plan = run("plan");

        assertEquals(ErrorClass.DIFF.exitCode(), plan.exit(), plan::toString);
        for (String pem : List.of(before, after)) {
            String digest = TestRoots.bundle(pem).fingerprint();
            says(plan.out(), digest);
            says(plan.err(), digest);
        }
        says(plan.err(), "has a new key, mesh 'aro-stg-mesh' is to trust it");
        assertEquals(before, rootsIn(aroKnowsRosa));
        converges();
        assertEquals(after, rootsIn(aroKnowsRosa));
    }

    @Test
    @DisplayName(
            "D19: a root that changes between our look and our write is handed out all the same")
    void changesMeanwhile() {
        String newer = TestRoots.fresh();
        clusters.fault(
                "aro",
                (ordinal, request) -> {
                    if (writeOf("/configmaps/").test(request)) {
                        rosaMesh().publish(newer);
                    }
                    return Optional.empty();
                });

        ok(run("share-trust"));

        assertEquals(newer, rootsIn(aroKnowsRosa));
        inOrder();
        ok(run("share-trust"));
        assertEquals(List.of(), writes());
    }

    @Test
    @DisplayName("D20: a root taken out in mid-rotation is a CONFLICT, and put back when told to")
    void takenOut() {
        ok(federate());
        String old = rootsIn(aroKnowsRosa);
        rosaMesh().publish(TestRoots.fresh());
        ok(run("share-trust", "--mode", "add"));
        String both = rootsIn(aroKnowsRosa);
        aro().merge(
                        FederationObjects.injectedRoots(aroKnowsRosa),
                        Map.of("data", Map.of("root-cert.pem", old)));

        String told = refused(ErrorClass.CONFLICT, run("share-trust", "--mode", "add"));

        says(told, ".data.root-cert.pem is owned by 'kubectl-edit'", "--take-back kubectl-edit");
        assertEquals(old, rootsIn(aroKnowsRosa));
        ok(run("share-trust", "--mode", "add", "--take-back", "kubectl-edit"));
        assertEquals(both, rootsIn(aroKnowsRosa));
    }

    @Test
    @DisplayName(
            "D21: when one side cannot be told, it keeps its roots and is named; then both have")
    void oneSideOnly() {
        ok(federate());
        String before = rootsIn(rosaKnowsAro);
        aroMesh().publish(TestRoots.fresh());
        rosaMesh().publish(TestRoots.fresh());
        faultOnWrites("/configmaps/", Fault.status(503));

        Cli.Outcome added = inVain("answered 503", "share-trust", "--mode", "add");
        String told = refused(ErrorClass.TRANSIENT, added);

        says(told, "cluster 'rosa'", "configmaps/aro-stg-mesh-ca-root-cert");
        assertEquals(2, rootsOf(aroKnowsRosa));
        assertEquals(before, rootsIn(rosaKnowsAro));
        inOrder();
        Cli.Outcome looked = run("verify-federation");
        assertEquals(ErrorClass.PRECOND.exitCode(), looked.exit(), looked::toString);
        says(looked.out(), "ca-differs");
        ok(run("share-trust", "--mode", "add"));
        assertEquals(2, rootsOf(rosaKnowsAro));
        assertEquals(2, rootsOf(aroKnowsRosa));
        ok(run("share-trust", "--mode", "add"));
        assertEquals(List.of(), writes());
    }

    @Test
    @DisplayName("D22: roots of one rotation after the other are all kept; the ninth is refused")
    void again() {
        ok(federate());
        for (int roots = 2; roots <= 8; roots++) {
            rosaMesh().publish(TestRoots.fresh());
            ok(run("share-trust", "--mode", "add"));
            assertEquals(roots, rootsOf(aroKnowsRosa));
        }
        rosaMesh().publish(TestRoots.fresh());

        String told = refusedClean(ErrorClass.INPUT, run("share-trust", "--mode", "add"));

        says(told, "9 different certificates; 8 is the most", "share-trust --mode replace");
        assertEquals(8, rootsOf(aroKnowsRosa));
        ok(run("share-trust"));
        assertEquals(1, rootsOf(aroKnowsRosa));
    }
}
