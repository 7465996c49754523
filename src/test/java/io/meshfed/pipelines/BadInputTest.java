package io.meshfed.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.CheckCode;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is wrong outside the federation file: named with its class, and nothing was written. */
class BadInputTest extends AroRosaTest {

    @Test
    @DisplayName("F1: a context that the kubeconfig does not have is INPUT and lists those it has")
    void missesAContext() {
        Federation federation = changed("{ context: rosa }", "{ context: rosso }");

        FederationException refused =
                assertThrows(
                        FederationException.class,
                        () -> harness(federation).run(FederateTest.FEDERATE));

        assertEquals(ErrorClass.INPUT, refused.errorClass());
        assertTrue(Run.text(refused).contains("rosa-reader"), () -> Run.text(refused));
        assertEquals(0, clusters.requests().size());
    }

    @Test
    @DisplayName("F6: an expired token is AUTH, and its cluster's peer gets nothing")
    void refusesAnExpiredToken() throws IOException {
        edit("(- name: rosa\\n  user:\\n    token: )\\S+", "$1expired");

        FederationException refused = harness().run(FederateTest.FEDERATE).refusal(ErrorClass.AUTH);

        assertEquals(
                "cluster 'rosa' (context 'rosa'): 401: the credential of user 'rosa' was refused",
                refused.getMessage());
        assertTrue(refused.remedy().contains("Log in again"), refused::remedy);
    }

    @Test
    @DisplayName(
            "A14: an API certificate of an unknown CA is INPUT, and its cluster's peer gets nothing")
    void refusesAnUntrustedServer() throws IOException {
        String aroCa = Files.readString(clusters.kubeconfig());
        int at = aroCa.indexOf("certificate-authority-data: ");
        String ca = aroCa.substring(at, aroCa.indexOf('\n', at));
        edit(
                "(- name: rosa\\n  cluster:\\n    server: \\S+\\n    )certificate-authority-data: \\S+",
                "$1" + ca);

        FederationException refused =
                harness().run(FederateTest.FEDERATE).refusal(ErrorClass.INPUT);

        assertTrue(
                refused.getMessage()
                        .startsWith(
                                "cluster 'rosa' (context 'rosa'): server certificate of API server 127.0.0.1:"),
                refused::getMessage);
        assertTrue(refused.getMessage().contains("not trusted"), refused::getMessage);
    }

    private void edit(String regex, String replacement) throws IOException {
        String before = Files.readString(clusters.kubeconfig());
        String after = before.replaceFirst(regex, replacement);
        assertTrue(!after.equals(before), "nothing was changed");
        Files.writeString(clusters.kubeconfig(), after);
    }

    @Test
    @DisplayName("a missing namespace is PRECOND and names the nearest one")
    void missesANamespace() {
        Federation federation = changed("namespace: rosa-prod-mesh,", "namespace: rosa-prd-mesh,");

        FederationException refused =
                harness(federation).run(FederateTest.FEDERATE).refusal(ErrorClass.PRECOND);

        assertEquals(
                "mesh 'rosa-prod-mesh' has no namespace 'rosa-prd-mesh' in cluster 'rosa'",
                refused.getMessage());
        assertTrue(refused.remedy().contains("'rosa-prod-mesh'"), refused::remedy);
    }

    @Test
    @DisplayName("a missing control plane is PRECOND")
    void missesAControlPlane() {
        rosa().delete(FederationObjects.controlPlane(rosaMesh().mesh()));

        FederationException refused =
                harness().run(FederateTest.FEDERATE).refusal(ErrorClass.PRECOND);

        assertTrue(
                refused.getMessage()
                        .startsWith("mesh 'rosa-prod-mesh' has no ServiceMeshControlPlane"),
                refused::getMessage);
    }

    @Test
    @DisplayName("a control plane that never gets Ready is WAIT")
    void waitsForReadyInVain() {
        rosaMesh().condition(1, "Ready", "False", "ComponentsNotReady", "waiting for istiod");

        FederationException failure =
                harness()
                        .within(Duration.ofMillis(1))
                        .run(FederateTest.FEDERATE)
                        .refusal(ErrorClass.WAIT);

        assertTrue(failure.getMessage().endsWith("waiting for istiod"), failure::getMessage);
    }

    @Test
    @DisplayName("a missing root is PRECOND")
    void missesARoot() {
        rosa().delete(FederationObjects.ownRoots(rosaMesh().mesh()));

        harness().run(FederateTest.FEDERATE).refusal(ErrorClass.PRECOND);
    }

    @Test
    @DisplayName("a root under another key is PRECOND")
    void missesTheRootsKey() {
        rosaMesh().publish(Map.of("ca.crt", rosaMesh().root().pem()));

        harness().run(FederateTest.FEDERATE).refusal(ErrorClass.PRECOND);
    }

    @Test
    @DisplayName("a broken root is INPUT")
    void refusesABrokenRoot() {
        rosaMesh().publish(rosaMesh().root().pem().substring(0, 300));

        harness().run(FederateTest.FEDERATE).refusal(ErrorClass.INPUT);
    }

    @Test
    @DisplayName("a gateway without an address is WAIT")
    void missesAnAddress() {
        seeded.ingress(rosaKnowsAro).addressed();

        harness().within(Duration.ofMillis(1)).run(FederateTest.FEDERATE).refusal(ErrorClass.WAIT);
    }

    @Test
    @DisplayName("equal trust domains are PRECOND")
    void refusesEqualTrustDomains() {
        rosaMesh().controlPlane("aro-stg-mesh.local");
        rosaMesh().ready();

        Run run = harness().run(FederateTest.FEDERATE);

        assertTrue(run.failures().stream().allMatch(f -> f.errorClass() == ErrorClass.PRECOND));
        assertTrue(run.failures().get(0).getMessage().contains("the same trust domain"));
        assertEquals(0, run.writes().size());
    }

    @Test
    @DisplayName(
            "a foreign object under the name of ours is CONFLICT, and nothing at all is written")
    void leavesForeignObjects() {
        aro().put(FederationObjects.peer(aroKnowsRosa), Map.of("spec", Map.of()));

        harness().run(FederateTest.FEDERATE).refusal(ErrorClass.CONFLICT);
    }

    @Test
    @DisplayName("an export of a Service that does not exist is told, once all is applied")
    void missesAService() {
        aro().delete(new ObjectRef(ResourceTypes.SERVICE, "stg-member", "kube-info"));

        Run run =
                harness()
                        .hooked(istiods())
                        .within(Duration.ofSeconds(2))
                        .run(FederateTest.FEDERATE);

        assertTrue(run.failures().stream().allMatch(f -> f.errorClass() == ErrorClass.WAIT));
        assertTrue(
                run.checks(CheckCode.EXPORTED).get(0).observed().contains("stg-member/kube-info"),
                () -> run.checks(CheckCode.EXPORTED).toString());
    }
}
