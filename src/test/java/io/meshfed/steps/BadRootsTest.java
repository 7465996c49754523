package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ObjectRef;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.Run;
import io.meshfed.testing.RunHook;
import io.meshfed.testing.SeededMesh;
import io.meshfed.testing.TestRoots;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Roots that must not be handed to a peer: each refusal says why, and nothing is written. */
class BadRootsTest extends AroRosaTest {

    private static final ShareTrustStep STEP = step(false, false);
    private static final String CA = "-----BEGIN CERTIFICATE-----";

    private static ShareTrustStep step(boolean sharedRoot, boolean allowExpiring) {
        return new ShareTrustStep(
                ShareTrustStep.Mode.REPLACE, new ShareTrustStep.Guards(sharedRoot, allowExpiring));
    }

    static Stream<Arguments> unusable() {
        String good = TestRoots.fresh();
        return Stream.of(
                Arguments.of("blank", " \n", "0 certificates"),
                Arguments.of("cut short", good.substring(0, 200), "has no END"),
                Arguments.of("damaged", good.replaceFirst("\nM", "\n!"), "no base64"),
                Arguments.of("with a mark", "\ufeff" + good, "byte order mark"),
                Arguments.of("indented", good.replace(CA, "  " + CA), "blanks before the dashes"),
                Arguments.of("escaped", good.replace("\n", "\\n"), "two characters \\n"),
                Arguments.of("joined", good.stripTrailing() + good, "END and BEGIN on one line"),
                Arguments.of("of ten", many(10), "10 different certificates"),
                Arguments.of("expired", TestRoots.endingIn(Duration.ofDays(-3)), "expired"),
                Arguments.of("a leaf", TestRoots.openssl("leaf"), "is no CA"),
                Arguments.of("not to sign with", TestRoots.openssl("no-cert-sign"), "keyCertSign"),
                Arguments.of("weak", TestRoots.openssl("rsa-1024"), "1024 bits"),
                Arguments.of("signed with SHA-1", TestRoots.openssl("sha1"), "SHA-1"),
                Arguments.of(
                        "with a key",
                        good + "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n",
                        "private key found"),
                Arguments.of("with a CRL", good + TestRoots.openssl("crl"), "'X509 CRL'"),
                Arguments.of("of PKCS7", TestRoots.openssl("pkcs7"), "'PKCS7'"));
    }

    private static String many(int number) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < number; i++) {
            all.append(TestRoots.fresh());
        }
        return all.toString();
    }

    @ParameterizedTest(
            name =
                    "D3, D4, D5, D9, D10, D13, D14, D15: a root that is {0} is refused, and nothing is written")
    @MethodSource("unusable")
    void refuses(String what, String pem, String reason) {
        rosaMesh().publish(pem);

        FederationException refused = harness().run(STEP).refusal(ErrorClass.INPUT);

        assertTrue(refused.getMessage().contains(reason), refused::getMessage);
        assertTrue(
                refused.getMessage()
                        .contains(
                                "ConfigMap rosa-prod-mesh/istio-ca-root-cert of mesh 'rosa-prod-mesh' in cluster 'rosa'"),
                refused::getMessage);
        assertFalse(Run.text(refused).contains("c2VjcmV0"), "the key is shown");
        rosaMesh().publish(rosaMesh().root().pem());
        assertEquals(2, harness().runTwice(STEP).writes().size());
    }

    @Test
    @DisplayName("D1: a root ConfigMap with another key is refused with the keys it has")
    void listsKeys() {
        rosaMesh().publish(Map.of("ca.crt", TestRoots.fresh(), "extra", "x"));

        FederationException refused = harness().run(STEP).refusal(ErrorClass.PRECOND);

        assertEquals(
                "ConfigMap rosa-prod-mesh/istio-ca-root-cert of mesh 'rosa-prod-mesh' has no key"
                        + " root-cert.pem; it has: ca.crt, extra",
                refused.getMessage());
    }

    @Test
    @DisplayName("D2: a missing root ConfigMap is named with its cluster")
    void namesTheMissing() {
        rosa().delete(FederationObjects.ownRoots(rosaMesh().mesh()));

        FederationException refused = harness().run(STEP).refusal(ErrorClass.PRECOND);

        assertEquals(
                "mesh 'rosa-prod-mesh' has no ConfigMap rosa-prod-mesh/istio-ca-root-cert in"
                        + " cluster 'rosa'",
                refused.getMessage());
    }

    @Test
    @DisplayName(
            "D16: a mesh's own root under its peer's name is refused, unless one CA signs both")
    void refusesItsOwn() {
        rosaMesh().publish(aroMesh().root().pem());

        FederationException refused = harness().run(STEP).failures().get(0);
        Run waived = harness().run(step(true, false)).requireOk();

        assertEquals(ErrorClass.INPUT, refused.errorClass());
        assertTrue(
                refused.getMessage().contains("hold a root of mesh 'aro-stg-mesh' itself")
                        || refused.getMessage()
                                .contains("hold a root of mesh 'rosa-prod-mesh' itself"),
                refused::getMessage);
        assertTrue(refused.remedy().contains("--shared-root"), refused::remedy);
        assertEquals(2, waived.writes().size());
    }

    @Test
    @DisplayName("D16: its own root under the peer's name is not written on either side")
    void writesNeitherOfShared() {
        rosaMesh().publish(aroMesh().root().pem());

        assertEquals(List.of(), harness().run(STEP).writes());
    }

    @Test
    @DisplayName("D12: a root that ends within two weeks is not spread, unless asked to")
    void refusesTheExpiring() {
        rosaMesh().publish(TestRoots.endingIn(Duration.ofDays(10).plusHours(1)));

        FederationException refused = harness().run(STEP).refusal(ErrorClass.PRECOND);
        Run allowed = harness().run(step(false, true)).requireOk();

        assertEquals("the root of mesh 'rosa-prod-mesh' ends in 10 days", refused.getMessage());
        assertTrue(refused.remedy().contains("--allow-expiring"), refused::remedy);
        assertEquals(2, allowed.writes().size());
    }

    @Test
    @DisplayName("D12: a root that ends within sixty days is spread with a warning")
    void warnsOfTheExpiring() {
        rosaMesh().publish(TestRoots.endingIn(Duration.ofDays(30).plusHours(1)));

        List<Check> checks = harness().runTwice(STEP).checks(CheckCode.ROOT_EXPIRY);

        assertEquals(1, checks.size());
        assertEquals(CheckStatus.WARNING, checks.get(0).status());
        assertEquals("a root certificate ends in 30 days", checks.get(0).statement());
    }

    @Test
    @DisplayName("a foreign ConfigMap under the name of ours is left alone, and its maker named")
    void refusesForeign() {
        aro().put(
                        FederationObjects.injectedRoots(aroKnowsRosa),
                        Map.of("data", Map.of("root-cert.pem", "by hand")));

        FederationException conflict = harness().run(STEP).failure(ErrorClass.CONFLICT);

        assertTrue(
                conflict.getMessage().contains("was created by 'kubectl-edit'"),
                conflict::getMessage);
        assertEquals(
                "by hand",
                aro().get(FederationObjects.injectedRoots(aroKnowsRosa))
                        .text("data", "root-cert.pem")
                        .orElseThrow());
    }

    @Test
    @DisplayName("D16: a mesh's own key in a renewed certificate under its peer's name is refused")
    void refusesItsOwnKey() {
        rosaMesh().publish(renewed(aroMesh()));

        Run run = harness().run(STEP);

        assertEquals(List.of(), run.writes());
        assertEquals(ErrorClass.INPUT, run.failures().get(0).errorClass());
        assertTrue(
                run.failures().get(0).getMessage().contains("hold a key of mesh"),
                run.failures().get(0)::getMessage);
    }

    @Test
    @DisplayName("a root that becomes the mesh's own while it is written is not written on")
    void refusesItsOwnAfterwards() {
        RunHook swap =
                new RunHook() {
                    @Override
                    public void beforeWrite(String cluster, ObjectRef ref) {
                        if (ref.equals(FederationObjects.injectedRoots(aroKnowsRosa))) {
                            rosaMesh().publish(renewed(aroMesh()));
                        }
                    }
                };

        Run run = harness().hooked(swap).run(STEP);

        assertTrue(
                run.failures().stream().anyMatch(f -> f.errorClass() == ErrorClass.INPUT),
                run.failures()::toString);
        assertEquals(
                rosaMesh().root().pem(),
                aro().get(FederationObjects.injectedRoots(aroKnowsRosa))
                        .text("data", "root-cert.pem")
                        .orElseThrow());
    }

    private static String renewed(SeededMesh mesh) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return mesh.root().renewed(now.minusSeconds(60), now.plus(Duration.ofDays(900))).pem();
    }
}
