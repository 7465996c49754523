package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.FederationObjects;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.Gateway;
import io.meshfed.testing.Run;
import io.meshfed.testing.RunHook;
import io.meshfed.testing.TestRoots;
import io.meshfed.testing.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VerifyAccessStepTest extends AroRosaTest {

    private static final VerifyAccessStep STEP = new VerifyAccessStep();

    @Test
    @DisplayName("what is in order passes every check of every mesh, and nothing is written")
    void passes() {
        Run run = harness().run(STEP).requireOk();

        assertEquals(List.of(), run.writes());
        assertEquals(21, run.last().checks().size());
        assertTrue(
                run.last().checks().stream().allMatch(check -> check.status() == CheckStatus.OK));
        assertEquals(ARO_MESH, run.rows("access").get(0).get("mesh"));
    }

    @Test
    @DisplayName("E2: a namespace that is not there is told with the nearest that is")
    void namesTheNearestNamespace() {
        Run run =
                harness(changed("namespace: aro-stg-mesh,", "namespace: aro-sgt-mesh,")).run(STEP);

        Check check = failed(run, CheckCode.NAMESPACE, "PRECOND");
        assertEquals(
                "mesh 'aro-stg-mesh' has no namespace 'aro-sgt-mesh' in cluster 'aro'",
                check.statement());
        assertTrue(check.hint().contains("Did you mean 'aro-stg-mesh'?"), check::hint);
        assertEquals(CheckStatus.SKIPPED, run.checks(CheckCode.GATEWAYS).get(0).status());
        assertEquals("depends-on-MF105", run.checks(CheckCode.GATEWAYS).get(0).reason());
    }

    @Test
    @DisplayName("a control plane of another name is told by that name")
    void namesTheOtherControlPlane() {
        Run run = harness(changed("controlPlane: aro-stg,", "controlPlane: aro,")).run(STEP);

        Check check = failed(run, CheckCode.CONTROL_PLANE, "PRECOND");
        assertTrue(check.hint().contains("has a control plane 'aro-stg'"), check::hint);
        assertEquals(CheckStatus.SKIPPED, run.checks(CheckCode.TRUST_DOMAIN).get(0).status());
    }

    @Test
    @DisplayName("a namespace without a control plane is told to get one")
    void missesTheControlPlane() {
        aro().delete(FederationObjects.controlPlane(aroMesh().mesh()));

        Check check = failed(harness().run(STEP), CheckCode.CONTROL_PLANE, "PRECOND");

        assertTrue(check.hint().startsWith("Install the control plane"), check::hint);
    }

    @Test
    @DisplayName("a control plane that is not Ready is told with the operator's reason")
    void tellsWhyNotReady() {
        aroMesh().condition(1, "Ready", "False", "ComponentsNotReady", "istiod is down");

        Check check = failed(harness().run(STEP), CheckCode.CONTROL_PLANE, "PRECOND");

        assertEquals(
                "control plane aro-stg is not Ready: Ready is False: ComponentsNotReady istiod is"
                        + " down",
                check.statement());
    }

    @Test
    @DisplayName("E4: a control plane whose last change the operator has not seen is not Ready")
    void comparesGenerations() {
        aro().merge(
                        FederationObjects.controlPlane(aroMesh().mesh()),
                        Map.of("spec", Map.of("mode", "ClusterWide")));

        Check check = failed(harness().run(STEP), CheckCode.CONTROL_PLANE, "PRECOND");

        assertTrue(
                check.statement().endsWith("generation 2 is not observed yet (status is of 1)"),
                check::statement);
    }

    @Test
    @DisplayName("E9: one trust domain for two meshes is told for both")
    void comparesTrustDomains() {
        rosaMesh().controlPlane("aro-stg-mesh.local");
        rosaMesh().ready();

        Run run = harness().run(STEP);

        assertEquals(
                List.of(CheckStatus.FAILED, CheckStatus.FAILED),
                run.checks(CheckCode.TRUST_DOMAIN).stream().map(Check::status).toList());
    }

    @Test
    @DisplayName("missing gateways are told with YAML that, applied, makes the check pass")
    void printsGateways() {
        aro().delete(seeded.ingress(aroKnowsRosa).service());

        Check check = failed(harness().run(STEP), CheckCode.GATEWAYS, "PRECOND");

        String yaml = check.hint().substring(check.hint().indexOf('\n') + 1);
        ObjectRef controlPlane = FederationObjects.controlPlane(aroMesh().mesh());
        aro().merge(controlPlane, Yaml.one(yaml));
        operatorMakesGateways(controlPlane);
        harness().run(STEP).requireOk();
    }

    private void operatorMakesGateways(ObjectRef controlPlane) {
        Map<String, Object> ingresses =
                aro().get(controlPlane).object("spec", "gateways", "additionalIngress");
        ingresses.keySet().forEach(name -> Gateway.create(aroMesh(), name, "LoadBalancer"));
        aroMesh().ready();
    }

    @Test
    @DisplayName("clocks that differ by more than two minutes are told")
    void comparesClocks() {
        RunHook slow =
                new RunHook() {
                    @Override
                    public Duration clockSkew(Duration measured) {
                        return Duration.ofMinutes(5);
                    }
                };

        Check check = failed(harness().hooked(slow).run(STEP), CheckCode.CLOCK, "PRECOND");

        assertEquals("the clock of cluster 'aro' differs from ours by 5m", check.statement());
    }

    @Test
    @DisplayName("a cluster that is another one than pinned is asked nothing more")
    void stopsAtAnotherCluster() {
        Federation federation =
                changed(
                        "{ context: aro }",
                        "{ context: aro, id: 5f0c0d7a-5d1e-4b39-8c0b-1f6c1f0a7c11 }");

        Run run = harness(federation).run(STEP);

        failed(run, CheckCode.CLUSTER_ID, "INPUT");
        assertEquals(CheckStatus.OK, run.checks(CheckCode.REACHABLE).get(0).status());
        assertEquals(CheckStatus.SKIPPED, run.checks(CheckCode.PERMISSIONS).get(0).status());
    }

    @Test
    @DisplayName("two names of the file for one cluster are told")
    void tellsTwins() {
        Run run = harness(changed("{ context: rosa }", "{ context: aro-reader }")).run(STEP);

        Check check = failed(run, CheckCode.DISTINCT_CLUSTERS, "INPUT");
        assertTrue(check.statement().contains("are one cluster"), check::statement);
    }

    @Test
    @DisplayName("roots that are no certificates are told before they are shared")
    void readsRoots() {
        aroMesh().publish("nothing");

        failed(harness().run(STEP), CheckCode.ROOT, "INPUT");
    }

    @Test
    @DisplayName("what is odd about a root is a warning")
    void warnsOfOddRoots() {
        aroMesh().publish(aroMesh().root().pem() + TestRoots.endingIn(Duration.ofDays(-3)));

        Run run = harness().run(STEP).requireOk();

        Check check = run.checks(CheckCode.ROOT).get(0);
        assertEquals(CheckStatus.WARNING, check.status(), check::toString);
        assertEquals("has-notices", check.reason());
    }

    /** Of the mesh in aro; nothing was written. */
    private static Check failed(Run run, CheckCode code, String errorClass) {
        Check check = run.checks(code).get(0);
        assertEquals(CheckStatus.FAILED, check.status(), check::toString);
        assertEquals(errorClass, check.reason());
        assertEquals(List.of(), run.writes());
        assertTrue(
                run.failures().stream()
                        .anyMatch(f -> f.errorClass() == ErrorClass.valueOf(errorClass)));
        return check;
    }
}
